import { Azure, Sms, Web } from '../support/media.ts';
import { channelContract } from './channel.ts';

channelContract(() => new Web());
channelContract(() => new Azure('msteams'));
channelContract(() => new Azure('webchat'));
channelContract(() => new Azure('telegram'));
channelContract(() => new Sms('elks'));
channelContract(() => new Sms('twilio'));
