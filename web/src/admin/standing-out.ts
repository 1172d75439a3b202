import { count, decimal } from '../format';
import type { DatabaseUse, Finding } from './admin-api';
import { w } from './words';

/** What stands out in the database; of a kind that the page does not know, in the words of the server. */
export function found(finding: Finding): string {
  const say = w.database.found;
  switch (finding.kind) {
    case 'callers_wait': {
      const { callers, limit } = finding.facts;
      return say.callers_wait(callers, count(callers), count(limit));
    }
    case 'lock_wait': {
      const { statement, seconds, blockedBy } = finding.facts;
      return say.lock_wait(statement, decimal(seconds), blockedBy.join(', '));
    }
    case 'repeated': {
      const { route, statement, most } = finding.facts;
      return say.repeated(route, statement, count(most));
    }
    case 'slow': {
      const { statement, seconds, missingIndex } = finding.facts;
      return say.slow(
        statement,
        decimal(seconds),
        w.database.missingIndex(missingIndex.table, missingIndex.column),
      );
    }
    case 'read_whole': {
      const { table, times, rows } = finding.facts;
      return say.read_whole(table, count(times), count(rows));
    }
    case 'dead_rows':
      return say.dead_rows(finding.facts.table, count(finding.facts.rows));
    default:
      return (finding as Finding).sentence;
  }
}

/** What would help a slow statement, where it is plain. */
export function hintOf({ missingIndex, hint }: DatabaseUse['slow'][number]): string | null {
  return missingIndex ? w.database.missingIndex(missingIndex.table, missingIndex.column) : hint;
}
