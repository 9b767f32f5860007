/** How people say by which way they want to be reached, and what an SMS may say; over folded text. */

/** "Hur kan du nå mig", "vilka sätt kan du nå mig på". */
export const REACHED =
  /\b(?:vilka|vilket|hur manga|pa vilk\w+) satt\b.*\b(?:na|kontakta|skriva)\b|\bhur (?:kan|nar|ska) du (?:na |kontakta )?mig\b/;
/** That something is taken away, or not wanted. */
export const APART = /\b(?:koppla (?:bort|ifran|av)|ta bort|sluta|avsluta|inte)\b/;
export const NUMBER = /\b(?:mitt (?:mobil|telefon)?nummer|min (?:mobil|telefon)|sms|sms:?a)\b/;
export const TEAMS = /\bteams\b/;
/** A wish to be reminded, by some way. */
export const WANTED =
  /^(?:kan du |jag vill |snalla )*(?:paminn mig|skriv till mig|skicka (?:mina )?paminnelser(?:na)?|(?:ha|fa) (?:mina )?paminnelser(?:na)?|(?:att du )?paminner mig|bli pamind)\b/;
export const BY_SMS = /\b(?:med|pa|via|genom|som|per) (?:ett )?(?:sms|mobilen|telefonen)\b/;
export const BY_TEAMS = /\b(?:i|pa|via) teams\b/;
/** A message spells "e" out as "är", before a hyphen too. */
const E_MAIL = '(?:e ?(?:post|mail)|(?:e|ar)-(?:post|mail)|mail|mejl)';
export const BY_EMAIL = new RegExp(`\\b(?:med|pa|via|genom|som|per) (?:ett |min )?${E_MAIL}(?:en)?\\b`);
export const BY_WEB = /\b(?:bara|endast) (?:i|pa|har i) (?:chatten|webben|den har chatten)\b/;
/** To us, and not to anybody else: "jag kan inte maila min handledare" is no wish of this kind. */
export const NO_EMAIL = new RegExp(
  `\\bsluta (?:mejla|maila|skicka ${E_MAIL})|\\bskicka inte ${E_MAIL}|\\b(?:inga|inte) (?:fler )?${E_MAIL} till mig\\b|^inga (?:fler )?(?:mejl|mail)\\b|\\b(?:mejla|maila) (?:mig inte|inte mig)\\b`,
);
/** "Inga sms", "jag vill inte ha sms": no SMS, and no word of being reminded in another way. */
export const NO_SMS =
  /^(?:nej |hej |snalla |tack )*(?:(?:jag |ja )?(?:vill|onskar) (?:inte|ej) (?:ha |fa )?|(?:inga|inte|ej|slipp\w*|sluta(?: med)?|stoppa) )(?:fler |flera |mer |nagra |era |dina )?(?:sms\w*|sms:?en|textmeddelanden)(?: (?:tack|langre|mer|till mig|snalla))*[.! ]*$/;
/** That an SMS may say more, or less. */
export const MORE =
  /\b(?:mer|mera|allt|detaljer|plats|adress)\b.*\b(?:i|pa|med) (?:mina |mitt )?sms(?:en)?\b/;
export const LESS = /\b(?:mindre|inga detaljer|bara tiden)\b.*\b(?:i|pa|med) (?:mina |mitt )?sms(?:en)?\b/;
export const ASKED_FOR = /^(?:visa|skriv|skicka|jag vill (?:ha|se))\b/;
export const NOT = /\binte\b/;
export const NO_TEAMS = /\bkoppla|\bta bort|\bskriv/;
export const NO_NUMBER = /\bkoppla|\bta bort|\bsluta (?:sms|skicka sms)|\bskicka inte sms|\binga sms/;
