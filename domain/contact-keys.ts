/** By what somebody is found who writes an e-mail address or a phone number. */

export function emailKey(email: string): string {
  return `email:${email.trim().toLowerCase()}`;
}

/** Swedish numbers are written in many ways: 070-174 06 05, +46 70 174 06 05, +46 (0)70 174 06 05, 0046701740605. */
export function phoneKey(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '').replace(/^\+/, '00');
  const international = digits.startsWith('00') ? digits : digits.replace(/^0/, '0046');
  return `phone:${international.replace(/^00460/, '0046')}`;
}
