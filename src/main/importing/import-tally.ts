import type { ImportCounts, ImportProblem, ImportReason, ImportState } from '../../shared/model/import.ts'
import type { Verdict } from './walk-import.ts'

const mostProblems = 200
const mostCharacters = 300

/** What came of the rows so far. */
export interface ImportTally {
  /** `isNoted` false: what was to be changed could not be. */
  add(verdict: Verdict, isNoted?: boolean): void
  readonly counts: ImportCounts
  reasons(): ImportState['reasons']
  readonly problems: readonly ImportProblem[]
  /** Why a row was skipped, by its number. */
  readonly skipped: ReadonlyMap<number, ImportReason>
}

export function createTally(headers: readonly string[]): ImportTally {
  let counts: ImportCounts = { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 }
  const byReason = new Map<ImportReason, number>()
  const skipped = new Map<number, ImportReason>()
  const problems: ImportProblem[] = []
  const cut = (text: string): string => text.slice(0, mostCharacters).toWellFormed()

  function skip(verdict: Verdict, reason: ImportReason, column: number | null): void {
    const { row, cells } = verdict
    counts = { ...counts, skipped: counts.skipped + 1 }
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1)
    skipped.set(row, reason)
    if (problems.length >= mostProblems) return
    problems.push({
      ...{ row, reason },
      column: column === null ? null : cut(headers[column] ?? ''),
      value: column === null ? null : cut(cells[column] ?? ''),
    })
  }

  return {
    add(verdict, isNoted = true) {
      counts = { ...counts, rows: counts.rows + 1 }
      if (verdict.kind === 'skip') skip(verdict, verdict.reason, verdict.column)
      else if (verdict.kind === 'unchanged') counts = { ...counts, unchanged: counts.unchanged + 1 }
      else if (!isNoted) skip(verdict, 'not-noted', null)
      else if (verdict.kind === 'create') counts = { ...counts, created: counts.created + 1 }
      else counts = { ...counts, updated: counts.updated + 1 }
    },
    get counts() {
      return counts
    },
    reasons: () => [...byReason].map(([reason, count]) => ({ reason, count })),
    problems,
    skipped,
  }
}
