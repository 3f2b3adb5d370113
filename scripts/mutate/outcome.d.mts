export type Mutant = { file: string; at: number; mutator: string; replacement: string; status: string }

export type Accepted = { file: string; line: string; mutants: string[]; reason: string }

export type Survivor = {
  file: string
  at: number
  line: string
  mutator: string
  replacement: string
  reason: string | null
}

export type Outcome = {
  mutants: number
  killed: number
  timedOut: number
  survived: number
  uncovered: number
  accepted: number
  failed: number
  score: number
  left: Survivor[]
  idle: { file: string; line: string; replacement: string }[]
}

export function outcomeOf(
  mutants: readonly Mutant[],
  linesOf: (file: string) => string[],
  accepted: readonly Accepted[],
): Outcome
