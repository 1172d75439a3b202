import type { Problem } from '../api/client';
import { m } from '../messages';

/** Why it does not play, in words for the viewer. */
export interface PlayerFault {
  title: string;
  text: string;
  reasons: string[];
  /** Asking for HLS may help where the file itself failed. */
  streamMayHelp: boolean;
  /** There is no such item, and so no page of it to go back to. */
  isMissing?: true;
}

function fault(text: string, reasons: string[] = []): PlayerFault {
  return { title: m.player.errorTitle, text, reasons, streamMayHelp: false };
}

export function undecodable(): PlayerFault {
  return fault(m.player.decode);
}

export function lost(): PlayerFault {
  return fault(m.player.gone);
}

/** The server's own sentence comes once. */
export function refusal(problem: Problem): PlayerFault {
  if (problem.isMissing)
    return { ...fault(m.problem.missing), title: m.problem.missingTitle, isMissing: true };
  return fault(
    problem.message,
    problem.reasons.filter((reason) => reason !== problem.message),
  );
}
