import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDiagnosticsHandlers } from '../../src/main/diagnostics/diagnostics-handlers.ts'
import { gatherSources } from '../../src/main/diagnostics/gather-sources.ts'
import { createValueStripper } from '../../src/main/diagnostics/known-values.ts'
import { createLogDetail } from '../../src/main/diagnostics/log-detail.ts'
import { readLog } from '../../src/main/diagnostics/read-log.ts'
import { createLogger } from '../../src/main/logging/logger.ts'
import { createKnownSecrets, type LogFields } from '../../src/main/logging/redact.ts'
import {
  diagnosticsPreviewSchema,
  logPageSchema,
  logQuerySchema,
} from '../../src/shared/model/diagnostics.ts'
import { ok } from '../../src/shared/result.ts'
import {
  anAccount,
  anAppState,
  aRun,
  aStream,
  aSyncStatus,
  aWorkspace,
} from '../../src/renderer/test-support/fake-state.ts'
import { createFakeClient } from '../../src/renderer/test-support/fake-client.ts'
import { aClient } from '../../src/renderer/test-support/fake-state.ts'
import { feedNameSchema } from '../../src/shared/model/feed.ts'
import { accountIdSchema } from '../../src/shared/model/account.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** In every place where something of the user's could ride along. */
const canaries = {
  token: 'canary-token-5b1f0a7c',
  person: 'Canaria Isola',
  organisation: 'Canary & Söhne "Nord"',
  account: 'canary-portal.example',
  accountId: 'account-canary-77',
  externalId: '77001122',
  clientId: 'canary-client-id',
  email: 'canary.person@mail.example',
  address: 'https://canary-host.example/path/canary-part?code=canary-code',
  record: 'Canary Lovelace of Kanarienstraße',
  path: '/home/canary/.config/Portolan',
  proxy: 'canary-proxy.example',
  table: 'appCanary/tblCanary',
  // Known to nobody, and a plain word: only what may leave keeps it in.
  word: 'CanaryWord77',
}

const accountId = accountIdSchema.parse(canaries.accountId)

async function open(extraLines: readonly string[] = []) {
  const logDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-log-'))
  folders.push(logDir)
  const secrets = createKnownSecrets()
  secrets.remember(canaries.token)
  const lines: string[] = []
  const logger = createLogger(
    (_level, line) => lines.push(line),
    createKnownSecrets(),
    () => 0,
  )
  const everything: LogFields = {
    ...canaries,
    accountId: canaries.accountId,
    message: `${canaries.record} ${canaries.email} ${canaries.token}`,
    // Under names that may leave, in a form that may not, or that is known.
    error: canaries.record,
    reason: canaries.address,
    outcome: canaries.token,
    code: canaries.token,
    name: canaries.person,
    what: canaries.clientId,
    kind: canaries.account,
    feed: `records:${canaries.table}`,
    stack: `Error: ${canaries.record}\n    at openItem (${canaries.path}/chunks/items-1a2b.js:10:5)`,
    nested: { [canaries.person]: canaries.email },
    list: [canaries.token],
    ms: 12,
    path: canaries.path,
  }
  for (const level of ['error', 'warn', 'info', 'debug'] as const) logger[level]('planted', everything)
  await writeFile(path.join(logDir, 'portolan.log'), [...lines, ...extraLines].join('\n'))

  const workspace = aWorkspace({ user: canaries.person, organisation: canaries.organisation })
  const state = anAppState({
    workspace,
    workspaces: [workspace],
    dataDir: canaries.path,
    logDir: `${canaries.path}/logs`,
  })
  const fake = createFakeClient({
    app: { ...state, notices: [{ id: 'n1', kind: 'store-set-aside', path: canaries.path, atMs: 0 }] },
    accounts: [
      {
        ...anAccount({ label: canaries.account, externalId: canaries.externalId, scopes: [canaries.record] }),
        id: accountId,
      },
    ],
    clients: { harbour: aClient({ state: 'set', clientId: canaries.clientId }) },
    statuses: [
      aSyncStatus({
        accountId,
        streams: [
          aStream({
            feed: feedNameSchema.parse(`records:${canaries.table}`),
            label: canaries.record,
            error: { kind: 'unexpected-response', detail: canaries.record },
          }),
        ],
      }),
    ],
    runs: [
      aRun({ accountId, feed: feedNameSchema.parse(`records:${canaries.table}`) }),
      aRun({ accountId, outcome: 'failed', error: { kind: 'unexpected-response', detail: canaries.record } }),
    ],
  })
  const proposed: string[] = []
  const handlers = createDiagnosticsHandlers({
    logDir,
    logDetail: createLogDetail({
      kept: () => null,
      keep: () => undefined,
      apply: () => undefined,
      now: () => 0,
      later: () => () => undefined,
    }),
    secrets,
    gather: () =>
      gatherSources({
        // The renderer's fake answers as main's endpoints do.
        handlers: async () => fake.client,
        network: () => ({
          proxy: { mode: 'own', address: `http://${canaries.proxy}:8080`, bypass: [] },
          authorities: [],
        }),
        logDir,
      }),
    chooseSaveFile: async ({ name, extension }) => {
      proposed.push(`${name}.${extension}`)
      return path.join(logDir, 'chosen.zip')
    },
    logger: createLogger(
      () => undefined,
      secrets,
      () => 0,
    ),
    now: () => Date.UTC(2026, 10, 29),
  })
  const savedFiles = async () =>
    Object.entries(unzipSync(new Uint8Array(await readFile(path.join(logDir, 'chosen.zip')))))
  return { handlers, proposed, savedFiles, folder: logDir }
}

async function preview(handlers: Awaited<ReturnType<typeof open>>['handlers']) {
  const shown = await handlers.preview({})
  if (!shown.ok) throw new Error(shown.error.kind)
  return shown.value
}

/** Pieces of the canaries too: a name that is torn apart is one still. */
const pieces = Object.values(canaries).flatMap((canary) => [
  canary,
  ...canary.split(/[^\p{L}\p{N}-]+/u).filter((piece) => /canar|kanarien|77001122/iu.test(piece)),
])

describe('the diagnostics file', () => {
  it('U14, R24: holds nothing of the user’s, wherever it was planted', async () => {
    const { handlers, proposed, savedFiles } = await open()
    const { id } = await preview(handlers)
    expect(await handlers.save({ id })).toEqual(ok({ name: 'chosen.zip' }))
    expect(proposed).toEqual(['portolan-diagnostics-2026-11-29.zip'])
    const files = await savedFiles()
    expect(files.map(([name]) => name)).toEqual([
      'about.json',
      'settings.json',
      'accounts.json',
      'runs.json',
      'log.txt',
    ])
    for (const [name, bytes] of files) {
      const content = strFromU8(bytes)
      expect(content.length, name).toBeGreaterThan(10)
      for (const piece of pieces) expect(content.toLowerCase(), name).not.toContain(piece.toLowerCase())
    }
  })

  it('U14: says what helps: versions, choices, counts, and where something failed', async () => {
    const { handlers } = await open()
    const { files } = await preview(handlers)
    const contentOf = (wanted: string): string => files.find(({ name }) => name === wanted)?.content ?? ''
    expect(JSON.parse(contentOf('about.json'))).toMatchObject({
      version: '0.1.0',
      electron: '45.4.1',
      platform: process.platform,
      protection: 'persisted',
      notices: ['store-set-aside'],
    })
    expect(JSON.parse(contentOf('settings.json'))).toMatchObject({ theme: 'system', proxy: 'own' })
    expect(JSON.parse(contentOf('accounts.json'))).toMatchObject([
      { account: 'account 1', provider: 'harbour', streams: [{ error: 'unexpected-response' }] },
    ])
    expect(JSON.parse(contentOf('runs.json'))).toEqual({
      'account 1 | records | changes | done': { runs: 1, calls: 1 },
      'account 1 | contact | changes | failed | unexpected-response': { runs: 1, calls: 1 },
    })
    const [line = ''] = contentOf('log.txt').split('\n')
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      event: 'planted',
      accountId: 'account 1',
      feed: 'records',
      ms: 12,
      stack: ['openItem items-1a2b.js:10:5'],
    })
  })

  it('U14: is what was looked at, and nothing else', async () => {
    const { handlers, savedFiles } = await open()
    expect(await handlers.save({ id: 'never-shown' })).toMatchObject({ error: { kind: 'changed-meanwhile' } })
    const first = await preview(handlers)
    const second = await preview(handlers)
    expect(await handlers.save({ id: first.id })).toMatchObject({ error: { kind: 'changed-meanwhile' } })
    expect(await handlers.save({ id: second.id })).toMatchObject({ ok: true })
    const written = await savedFiles()
    expect(written.map(([name, bytes]) => ({ name, content: strFromU8(bytes) }))).toEqual(second.files)
  })

  it('U14: keeps the newest lines where the log is full of failures, and main free meanwhile', async () => {
    const frame = '\n    at someFunctionOfOurs (file:///app/out/main/chunks/store-host-1a2b3c4d.js:10:5)'
    const lines = Array.from({ length: 3_000 }, (_unused, ms) =>
      JSON.stringify({ at: '', level: 'error', event: 'load.crashed', ms, stack: frame.repeat(20) }),
    )
    const { handlers } = await open(lines)
    let turns = 0
    const timer = setInterval(() => (turns += 1))
    const shown = diagnosticsPreviewSchema.parse(await preview(handlers))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
    // One message of less than a megabyte (R36).
    expect(JSON.stringify(shown).length).toBeLessThan(1_000_000)
    const log = shown.files.at(-1)?.content.trim().split('\n') ?? []
    expect(log.length).toBeGreaterThan(300)
    expect(JSON.parse(log.at(-1) ?? '')).toMatchObject({ ms: 2_999 })
  })

  it('U14: takes from a stack where it was, and nothing of what was said', async () => {
    const stack = 'Error: seen at Canary (canary-file:1:2)\n    at openItem (file:///app/a.js:10:5)'
    const { handlers } = await open([JSON.stringify({ at: '', level: 'error', event: 'x', stack })])
    const { files } = await preview(handlers)
    expect(JSON.parse(files.at(-1)?.content.trim().split('\n').at(-1) ?? '')).toMatchObject({
      stack: ['openItem a.js:10:5'],
    })
  })

  it('U14: keeps what stood in the chosen place until the new file is there as a whole', async () => {
    const { handlers, folder } = await open()
    const { id } = await preview(handlers)
    const chosen = path.join(folder, 'chosen.zip')
    await mkdir(chosen)
    expect(await handlers.save({ id })).toMatchObject({ error: { kind: 'file-not-written' } })
    expect(await readdir(folder)).toEqual(['chosen.zip', 'portolan.log'])
  })

  it('U14: is made for a user whom the system has no name for', async () => {
    const { handlers } = await open()
    const asked = vi.spyOn(os, 'userInfo').mockImplementation(() => {
      throw new Error('uv_os_get_passwd returned ENOENT')
    })
    onTestFinished(() => asked.mockRestore())
    expect((await preview(handlers)).files).toHaveLength(5)
  })

  it('U14: takes no line that is none of ours', async () => {
    const { handlers } = await open(['plain canary text', '["canary"]', '{"at":1,"no":"event"}'])
    const { files } = await preview(handlers)
    expect(
      files
        .find(({ name }) => name === 'log.txt')
        ?.content.trim()
        .split('\n'),
    ).toHaveLength(4)
  })
})

describe('known values', () => {
  it.each(['İpek Yıldız', 'Straße 7', 'a\\b "c"'])(
    'U14: are taken out as they are written, in JSON too: %s',
    (value) => {
      const strip = createValueStripper([{ value, shownAs: '[name]' }])
      for (const text of [value, JSON.stringify(value).slice(1, -1)])
        expect(strip(`to ${text}.`)).toBe('to [name].')
    },
  )

  it('U14: are taken out in capitals and without', () => {
    const strip = createValueStripper([{ value: 'Σίσυφος Gmbh', shownAs: '[name]' }])
    for (const text of ['ΣΊΣΥΦΟΣ GMBH', 'σίσυφος gmbh']) expect(strip(`to ${text}.`)).toBe('to [name].')
  })
})

describe('the log, read by the app', () => {
  const query = (changes: object = {}) =>
    logQuerySchema.parse({ level: 'debug', search: '', offset: 0, limit: 100, ...changes })

  async function written(files: Readonly<Record<string, readonly string[]>>): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-log-'))
    folders.push(folder)
    for (const [name, lines] of Object.entries(files))
      await writeFile(path.join(folder, name), `${lines.join('\n')}\n`)
    return folder
  }
  const line = (level: string, event: string): string =>
    JSON.stringify({ at: '2026-11-29T12:00:00.000Z', level, event, count: 1 })

  it('row 73: shows the newest line first, across the rotated files', async () => {
    const folder = await written({
      'portolan.log': [line('info', 'third'), line('debug', 'fourth')],
      'portolan.log.1': [line('warn', 'first'), line('error', 'second')],
    })
    const page = logPageSchema.parse(await readLog(folder, query()))
    expect(page.lines.map(({ event }) => event)).toEqual(['fourth', 'third', 'second', 'first'])
    expect(page.lines[0]).toMatchObject({
      atMs: Date.UTC(2026, 10, 29, 12),
      level: 'debug',
      fields: '{"count":1}',
    })
  })

  it('row 73: is filtered by level and by text, and read a page at a time', async () => {
    const many = Array.from({ length: 1_000 }, (_unused, index) =>
      line(index % 10 === 0 ? 'warn' : 'info', `load.${index}`),
    )
    const folder = await written({ 'portolan.log': many })
    const warnings = await readLog(folder, query({ level: 'warn', offset: 90, limit: 20 }))
    expect(warnings.total).toBe(100)
    expect(warnings.lines.map(({ event }) => event)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((ten) => `load.${ten * 10}`),
    )
    expect(await readLog(folder, query({ search: 'LOAD.77' }))).toMatchObject({ total: 11 })
  })

  it('row 73: shows a line that is none of ours as it is, and nothing where there is no log', async () => {
    const folder = await written({ 'portolan.log': ['Fatal: out of memory'] })
    expect((await readLog(folder, query())).lines).toMatchObject([
      { event: 'Fatal: out of memory', atMs: null, level: 'error' },
    ])
    expect(await readLog(path.join(folder, 'none'), query())).toEqual({ lines: [], total: 0 })
  })
})

describe('the detail of the log', () => {
  const hourMs = 3_600_000

  function open(kept: number | null = null) {
    let nowMs = 1_000_000_000
    let untilMs = kept
    let isDetailed = false
    let timer: { callback: () => void; atMs: number } | null = null
    const start = () =>
      createLogDetail({
        kept: () => untilMs,
        keep: (next) => (untilMs = next),
        apply: (next) => (isDetailed = next),
        now: () => nowMs,
        later: (callback, delayMs) => {
          timer = { callback, atMs: nowMs + delayMs }
          return () => (timer = null)
        },
      })
    return {
      start,
      isDetailed: () => isDetailed,
      kept: () => untilMs,
      restart: () => {
        isDetailed = false
        timer = null
        return start()
      },
      pass: (ms: number) => {
        nowMs += ms
        if (timer !== null && timer.atMs <= nowMs) timer.callback()
      },
    }
  }

  it('row 73: is raised for an hour and falls back by itself', () => {
    const world = open()
    const detail = world.start()
    detail.set(true)
    world.pass(hourMs - 1)
    expect([world.isDetailed(), detail.untilMs()]).toEqual([true, 1_000_000_000 + hourMs])
    world.pass(1)
    expect([world.isDetailed(), detail.untilMs(), world.kept()]).toEqual([false, null, null])
  })

  it('row 73: goes on after a restart for what is left of the hour, and no longer', () => {
    const world = open()
    world.start().set(true)
    world.pass(hourMs / 2)
    const again = world.restart()
    expect([world.isDetailed(), again.untilMs()]).toEqual([true, 1_000_000_000 + hourMs])
    world.pass(hourMs / 2)
    expect(world.isDetailed()).toBe(false)
    world.start().set(true)
    world.pass(hourMs + 1)
    world.restart()
    expect([world.isDetailed(), world.kept()]).toEqual([false, null])
  })

  it('row 73: is never longer than an hour, though the clock was set back', () => {
    const world = open(1_000_000_000 + 100 * hourMs)
    world.start()
    expect(world.isDetailed()).toBe(true)
    world.pass(hourMs)
    expect(world.isDetailed()).toBe(false)
  })

  it('row 73: is taken back at once', () => {
    const world = open()
    const detail = world.start()
    detail.set(true)
    detail.set(false)
    expect([world.isDetailed(), detail.untilMs()]).toEqual([false, null])
  })
})
