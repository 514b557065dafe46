/** 3GPP TS 23.038 §6.2.1: the default alphabet of a text message. */
const basic: ReadonlySet<string> = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** §6.2.1.1: what its extension table adds. */
const extension: ReadonlySet<string> = new Set("\f^{}\\[~]|€");

/** What a character takes in GSM 7-bit: one septet, two of the extension table, none where the alphabet lacks it. */
export function septetsOf(character: string): 0 | 1 | 2 {
  if (basic.has(character)) return 1;
  return extension.has(character) ? 2 : 0;
}

/** Whether a whole text can be sent in GSM 7-bit. */
export function isGsm7(text: string): boolean {
  for (const character of text) if (septetsOf(character) === 0) return false;
  return true;
}
