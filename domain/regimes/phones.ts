/** Arbetsförmedlingen's telephone for job seekers. Source: arbetsformedlingen.se/kontakt (2026-11-22). */
export const AF_PHONE = '0771-416 416';
