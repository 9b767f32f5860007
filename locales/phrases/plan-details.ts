/**
 * What in the own plan is asked about, where a message is understood to ask about the plan and no more than that. Over folded text; the
 * first that fits counts.
 */
export const PLAN_DETAILS = [
  [
    /\bhur (?:langt|lang|nara|mycket)\b.*\b(?:kommit|gjort|hunnit|malet|kvar (?:att gora|av planen))\b|\bvilka steg\b.*\bklara?\b/,
    'progress',
  ],
  [/\b(?:hur manga (?:timmar|timme|tim|procent)|timmar (?:i|per|om) |omfattning)/, 'hours'],
  [
    /\bnar\b.*\b(?:slutar|sluta|slut|fardig|upphor|tar .*slut)\b|\bhur (?:lange|manga (?:veckor|manader|dagar))\b.*\b(?:kvar|till|har|programmet|planen)\b|\bslutdatum|\bsista dag/,
    'ends',
  ],
  [/\bvarfor\b|\b(?:poangen|meningen|syftet|nyttan) med\b/, 'why'],
  [/\b(?:bestam|beslut)\w*|\bkom (?:vi|jag|ni)\b.*\b(?:overens|fram till)\b/, 'decisions'],
  [/\bniva(?:n|er)?\b/, 'level'],
  [/\b(?:nytt|nyheter|andrats|andrat|andrad|andringar)\b/, 'what_is_new'],
  [/\buppdrag|\baktivitetsformaga|\bsamordn/, 'assignment'],
  [/\b(?:min|mina|mitt) (?:adress|telefonnummer|kontaktuppgifter|personuppgifter)\b/, 'about_me'],
  [/\b(?:vilken|vilket) (?:insats|tjanst|program|period|version)\b/, 'service'],
] as const;
