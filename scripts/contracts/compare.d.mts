export type Violation = { request: string; status: number; side: string; message: string }

/** What the checking proxy writes: how often each published operation was met, and what did not fit it. */
export type Report = {
  spec: string
  exchanges: number
  covered: Record<string, number>
  violations: readonly Violation[]
}

/** Where the sandbox knows better than the published document, and from whom. */
export type Deviation = { operation: string; status: number; message: string; source: string }

export function compareReports(reports: readonly Report[], deviations: readonly Deviation[]): string[]
