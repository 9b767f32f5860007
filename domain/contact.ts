import type { Participant } from './participant.ts';
import type { Plan } from './plan.ts';

/** The provider as the participant reaches it: by the number and in the hours that it has set for all, else as the plan says. */
export function providerOf(doc: Pick<Participant, 'plan' | 'settings'>): Plan['provider'] {
  const { provider } = doc.plan;
  const { phone, hours } = doc.settings;
  return { ...provider, phone: phone ?? provider.phone, hours: hours ?? provider.hours };
}

/** The supervisor as the participant reaches them: by a number of their own, else by the provider's. */
export function supervisorOf(
  doc: Pick<Participant, 'plan' | 'settings'>,
): Plan['supervisor'] & { readonly phone: string } {
  const { supervisor } = doc.plan;
  return { ...supervisor, phone: supervisor.phone ?? providerOf(doc).phone };
}
