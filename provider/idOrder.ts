/** The ids of now: those that were there before in their old order, then the new ones. */
export function inOldOrder<T>(olds: readonly T[], news: readonly T[]): T[] {
  const old = new Set(olds);
  const now = new Set(news);
  return [...olds.filter((id) => now.has(id)), ...news.filter((id) => !old.has(id))];
}
