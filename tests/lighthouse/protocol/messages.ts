import type { Details } from "./apiError";
import { CHINESE } from "./messagesChinese";
import { ENGLISH } from "./messagesEnglish";

/** The languages of messages, as X-TC-Language names them. */
export type Language = "zh-CN" | "en-US";

/**
 * The message of a code in a language, with the details put in. The vendor publishes no texts; these follow the
 * published descriptions of the codes, and clients must never parse them.
 */
export function messageOf(code: string, details: Details, language: Language): string {
  const texts = language === "zh-CN" ? CHINESE : ENGLISH;
  const known = Object.hasOwn(texts, code) ? texts[code] : undefined;
  const text = known ?? familyText(code, texts);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? "")).trim();
}

/** Whether a code has a text of its own in both languages. */
export function hasMessage(code: string): boolean {
  return Object.hasOwn(ENGLISH, code) && Object.hasOwn(CHINESE, code);
}

/** A code without a text of its own is described by its family, the part before the dot. */
function familyText(code: string, texts: Readonly<Record<string, string>>): string {
  const family = code.split(".")[0] ?? code;
  return (Object.hasOwn(texts, family) ? texts[family] : undefined) ?? code;
}
