import type { ClaimBoard, ClaimNote } from "../../provider/claimBoard.js";

/** The boards of two processes, of which each has the notes of the other as news. */
export function twoBoards(): [ClaimBoard, ClaimBoard] {
  const notes: [ClaimNote[], ClaimNote[]] = [[], []];
  const board = (own: ClaimNote[], other: ClaimNote[]): ClaimBoard => ({
    post: (note) => void own.push(note),
    news: () => other.splice(0),
  });
  return [board(notes[0], notes[1]), board(notes[1], notes[0])];
}
