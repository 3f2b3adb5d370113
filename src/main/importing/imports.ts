import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ImportOptions, ImportState } from '../../shared/model/import.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ChooseSaveFile } from '../exporting/exports.ts'
import { fileNameOf } from '../exporting/file-name.ts'
import type { Later } from '../later.ts'
import { fieldsOfThrown, logLevelFor, newReference, type Logger } from '../logging/logger.ts'
import type { ImportedContact } from '../outbox/import-contacts.ts'
import type { OpenOutbox, Outbox } from '../outbox/outbox.ts'
import { groupOf } from '../outbox/step-groups.ts'
import { isImported } from '../outbox/step.ts'
import type { Undone } from '../outbox/through-group.ts'
import type { Store } from '../store/store.ts'
import { paced } from '../sync/paced.ts'
import { type ChosenImport, readChosen, rememberOptions } from './chosen-file.ts'
import { createTally, type ImportTally } from './import-tally.ts'
import { saveSkipped } from './save-skipped.ts'
import { type Verdict, walkImport } from './walk-import.ts'

export interface ImportPorts {
  readonly store: Store
  readonly outbox: Pick<Outbox, 'now' | 'accounts' | 'here'>
  /** The system's dialog; null when nothing was chosen. */
  readonly chooseOpenFile: (extensions: readonly string[]) => Promise<string | null>
  readonly chooseSaveFile: ChooseSaveFile
  readonly logger: Logger
  readonly later: Later
  readonly onChanged: () => void
}

/** One import at a time: a file is chosen, checked and noted in the outbox. A new file takes the place of the last one. */
export interface Imports {
  choose(accountId: AccountId): Promise<Result<ImportState | null, AppError>>
  state(): ImportState | null
  /** Says what would become of each row; nothing is changed. It goes on behind the answer, as {@link start} does. */
  check(options: ImportOptions): Result<null, AppError>
  /** Notes what was checked, a part at a time; the outbox sends it. */
  start(): Result<null, AppError>
  /** What was noted by then stays. */
  stop(): void
  saveSkipped(
    words: Readonly<Record<string, string>>,
    title: string,
  ): Promise<Result<{ isSaved: boolean }, AppError>>
  undo(deletesSent: boolean): Promise<Result<Undone | null, AppError>>
  isBusy(): boolean
  leave(): Promise<void>
}

interface Current extends ChosenImport {
  readonly state: Omit<ImportState, 'sentCount'>
  readonly options: ImportOptions | null
  readonly tally: ImportTally
  /** The group in the outbox; null until something was noted. */
  readonly stepId: string | null
}

const paceMs = 200

export function createImports(ports: ImportPorts): Imports {
  const { store, outbox, logger } = ports
  let current: Current | null = null
  let stopping = new AbortController()
  let work: Promise<void> = Promise.resolve()
  /** Counts the workspaces that were left: what was begun in one must not end in the next. */
  let left = 0
  const tell = paced(ports.later, paceMs, ports.onChanged)

  function change(to: Partial<Current['state']>, also: Partial<Omit<Current, 'state'>> = {}): void {
    if (current === null) return
    current = { ...current, ...also, state: { ...current.state, ...to } }
    tell()
  }

  /** Goes over the file in the background; `after` is what holds at its end, `before` where it ended early. */
  function goOver(
    phases: {
      readonly during: ImportState['phase']
      readonly before: ImportState['phase']
      readonly after: ImportState['phase']
    },
    onRows: (
      open: OpenOutbox,
      verdicts: readonly Verdict[],
      tally: ImportTally,
    ) => Promise<Result<unknown, AppError>>,
  ): Result<null, AppError> {
    const open = outbox.now()
    const { csv, file, options } = current ?? {}
    if (open === null || csv === undefined || file === undefined || options == null)
      return err({ kind: 'no-workspace' })
    stopping = new AbortController()
    const { signal } = stopping
    const tally = createTally(file.headers)
    let read = 0
    const progress = (): Partial<Current['state']> => ({
      done: Math.min(1, read / Math.max(1, csv.bytes)),
      ...{ counts: tally.counts, reasons: tally.reasons(), problems: [...tally.problems] },
    })
    change({ phase: phases.during, problem: null, ...progress() }, { tally })
    const walk = {
      csv,
      accountId: file.accountId,
      options,
      signal,
      onRead: (bytes: number) => (read += bytes),
    }
    work = walkImport({ store, outbox }, open, walk, async (verdicts) => {
      const passed = await onRows(open, verdicts, tally)
      change(progress())
      return passed
    })
      .catch((thrown: unknown) => {
        logger.error('import.threw', fieldsOfThrown(thrown))
        return err<AppError>({ kind: 'bug' })
      })
      .then((done) => {
        if (done.ok) change({ ...progress(), phase: phases.after, done: 1 })
        else change({ ...progress(), phase: phases.before, problem: problemOf(done.error) })
      })
    return ok(null)
  }

  function problemOf(error: AppError): ImportState['problem'] {
    if (error.kind === 'cancelled') return null
    const reference = newReference()
    logger[logLevelFor(error)]('import.failed', { reference, error: error.kind })
    return { error, reference }
  }

  const isBusy = (): boolean => current?.state.phase === 'checking' || current?.state.phase === 'noting'

  async function note(
    { importContacts }: OpenOutbox,
    verdicts: readonly Verdict[],
    tally: ImportTally,
  ): Promise<Result<unknown, AppError>> {
    const { stepId = null, file } = current ?? {}
    const wanted = verdicts.flatMap((one): (ImportedContact & { readonly row: number })[] => {
      if (one.kind !== 'create' && one.kind !== 'update') return []
      return [{ row: one.row, values: one.values, key: one.kind === 'update' ? one.key : null }]
    })
    if (wanted.length === 0 || file === undefined) {
      for (const verdict of verdicts) tally.add(verdict)
      return ok(null)
    }
    const done = await importContacts({ accountId: file.accountId, contacts: wanted, stepId })
    if (!done.ok) return done
    const { noted } = done.value
    const failed = new Set(wanted.filter((_, n) => noted[n] === false).map(({ row }) => row))
    for (const verdict of verdicts) tally.add(verdict, !failed.has(verdict.row))
    change({}, { stepId: done.value.stepId })
    return ok(null)
  }

  function state(): ImportState | null {
    if (current === null) return null
    const { stepId } = current
    const steps = outbox.now()?.book.steps() ?? []
    const sent = steps.filter((step) => stepId !== null && groupOf(step) === stepId && isImported(step))
    return { ...current.state, sentCount: sent.filter((step) => step.state === 'done').length }
  }

  async function leave(): Promise<void> {
    left += 1
    stopping.abort()
    await work
    current = null
    tell()
  }

  return {
    async choose(accountId) {
      if (isBusy()) return err({ kind: 'changed-meanwhile' })
      const within = left
      const hasLeft = (): boolean => left !== within
      const known = await outbox.accounts.find(accountId)
      if (!known.ok) return known
      const chosen = await ports.chooseOpenFile(['csv', 'tsv', 'txt'])
      // The dialog stays open as long as somebody likes, and another workspace may be open by now.
      if (hasLeft()) return err({ kind: 'changed-meanwhile' })
      if (chosen === null) return ok(null)
      const { contacts, facts } = known.value
      const read = await readChosen(store, chosen, { accountId, form: contacts.form(facts) })
      if (hasLeft()) return err({ kind: 'changed-meanwhile' })
      if (!read.ok) return read
      const tally = createTally(read.value.file.headers)
      current = {
        ...{ ...read.value, tally, options: null, stepId: null },
        state: {
          ...{ file: read.value.file, phase: 'chosen', done: 0, counts: tally.counts },
          ...{ reasons: [], problems: [], problem: null },
        },
      }
      tell()
      return ok(state())
    },
    state,
    check(options) {
      if (isBusy() || current?.stepId != null) return err({ kind: 'changed-meanwhile' })
      if (current !== null) current = { ...current, options }
      return goOver({ during: 'checking', before: 'chosen', after: 'checked' }, (_open, verdicts, tally) => {
        for (const verdict of verdicts) tally.add(verdict)
        return Promise.resolve(ok(null))
      })
    },
    start() {
      const { options, file, state: is } = current ?? {}
      if (is?.phase !== 'checked' || file === undefined || options == null)
        return err({ kind: 'changed-meanwhile' })
      const begun = goOver({ during: 'noting', before: 'noted', after: 'noted' }, note)
      // Into the store of the workspace in which it was chosen: who leaves it waits for both.
      const remembered = rememberOptions(store, file, options)
      work = work.then(() => remembered)
      return begun
    },
    stop: () => stopping.abort(),
    async saveSkipped(words, title) {
      const { csv, tally, file, options } = current ?? {}
      if (csv === undefined || tally === undefined || file === undefined) return err({ kind: 'not-found' })
      const name = fileNameOf(file.fileName.replace(/\.[^.]*$/, ''), ' - skipped')
      const target = await ports.chooseSaveFile({ name, extension: 'csv' })
      if (target === null) return ok({ isSaved: false })
      const saved = await saveSkipped({
        ...{ csv, target, skipped: tally.skipped, words, title },
        isFormulaSafe: (options ?? file.options).isFormulaSafe,
      })
      return saved.ok ? ok({ isSaved: true }) : saved
    },
    async undo(deletesSent) {
      const open = outbox.now()
      const { stepId = null } = current ?? {}
      if (open === null || stepId === null || isBusy()) return err({ kind: 'changed-meanwhile' })
      const undone = await open.steps.undoGroup(stepId, deletesSent)
      // What was sent in the last moment is still there to be asked about.
      if (undone.ok) change({ phase: (state()?.sentCount ?? 0) > 0 ? 'noted' : 'undone' })
      return undone
    },
    isBusy,
    leave,
  }
}
