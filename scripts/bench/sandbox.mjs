/**
 * How fast the sandbox makes pages, and what it costs at the pace of a real load. The sandbox and its client are two
 * processes, as in every test and in the sample workspace; the client keeps its connections and walks several chains
 * of pages side by side.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { idOf } from '../../src/sandbox/hubspot/record-ids.ts'
import { atLeast, atMost } from './rows.mjs'

const CONTACTS = 1_000_000
const PAGE = 100
const CHAINS = 8
/** A machine that is too slow for all pages is measured by those that it makes in this time. */
const FULL_SPEED_LIMIT_MS = 30_000
const PACED_PAGES_PER_SECOND = 20
const PACED_SECONDS = 20
const QUICK_CONTACTS = 30_000
const QUICK_PACED_SECONDS = 5
/** What a load of contacts asks for. */
const PROPERTIES = 'email,firstname,lastname,phone,company,createdate,lastmodifieddate'

export async function measure({ isQuick, items = isQuick ? QUICK_CONTACTS : CONTACTS }) {
  const child = fork(
    path.join(import.meta.dirname, 'sandbox-process.mjs'),
    ['--contacts', String(items), '--companies', '0', '--deals', '0'],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  const agent = new http.Agent({ keepAlive: true, maxSockets: CHAINS })
  try {
    const endpoints = await answerOf(child, 'endpoints')
    const token = await signIn(endpoints, agent)
    const readPage = (after) => getPage(endpoints.hubspot.api, token, agent, after)
    // How many pages a second are made is a matter of who else wants the processor; what a page takes of it is not.
    const pagesPerSecond = isQuick ? null : await atFullSpeed(readPage, items)
    const seconds = isQuick ? QUICK_PACED_SECONDS : PACED_SECONDS
    const share = await paced(readPage, () => usedSeconds(child), seconds)
    const made = `freshly made pages of 100 contacts a second, of ${items.toLocaleString('en')}`
    return [
      ...(pagesPerSecond === null ? [] : [atLeast({ what: made, ours: pagesPerSecond, floor: 400 })]),
      atMost({ what: '% of one core at 20 pages a second', ours: share * 100, ceiling: 10 }),
    ]
  } finally {
    agent.destroy()
    child.kill()
  }
}

/**
 * Every chain walks its own part of all contacts, so no page is asked for twice; that none was served twice is counted
 * by the ids. Returns pages a second.
 */
async function atFullSpeed(readPage, contacts) {
  const seen = new Set()
  let records = 0
  const start = performance.now()
  const walk = async (chain) => {
    const end = Number(idOf(Math.round(((chain + 1) * contacts) / CHAINS)))
    let after = chain === 0 ? '0' : idOf(Math.round((chain * contacts) / CHAINS))
    while (after !== undefined && Number(after) < end && performance.now() - start < FULL_SPEED_LIMIT_MS) {
      const { ids, next } = await readPage(after)
      // The last page of a chain may reach into the next chain's part, which that one counts.
      for (const id of ids) {
        if (Number(id) >= end) break
        seen.add(id)
        records++
      }
      after = next
    }
  }
  await Promise.all(Array.from({ length: CHAINS }, (_, chain) => walk(chain)))
  const seconds = (performance.now() - start) / 1000
  if (seen.size !== records) throw new Error(`${records} records were served, ${seen.size} different ones`)
  return records / PAGE / seconds
}

/** Asks for a page every 50 ms, behind the last one for the first again. Returns which share of one core the sandbox used meanwhile. */
async function paced(readPage, usedByNow, pacedSeconds) {
  const before = await usedByNow()
  const start = performance.now()
  let after = '0'
  for (let page = 1; page <= PACED_PAGES_PER_SECOND * pacedSeconds; page++) {
    after = (await readPage(after)).next ?? '0'
    const dueMs = start + (page * 1000) / PACED_PAGES_PER_SECOND
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())))
  }
  const seconds = (performance.now() - start) / 1000
  // The pages are the work; a machine that cannot keep the pace must not look thrifty.
  return ((await usedByNow()) - before) / Math.min(seconds, pacedSeconds)
}

/** @returns {Promise<{ ids: string[], next: string | undefined }>} */
async function getPage(api, token, agent, after) {
  const query = new URLSearchParams({ limit: String(PAGE), after, properties: PROPERTIES })
  const page = await callJson(`${api}/crm/objects/2026-09/contacts?${query}`, { agent, token })
  return { ids: page.results.map(({ id }) => id), next: page.paging?.next?.after }
}

async function signIn({ admin }, agent) {
  const scopes = ['oauth', 'crm.objects.contacts.read']
  const url = `${admin.url}/hubspot/grants`
  const grant = await callJson(url, { agent, token: admin.token, method: 'POST', body: { scopes } })
  return grant.access_token
}

async function callJson(url, { agent, token, method = 'GET', body }) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const request = http.request(url, { agent, method, headers })
  request.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = await once(request, 'response')
  let text = ''
  response.setEncoding('utf8')
  for await (const chunk of response) text += chunk
  if (response.statusCode !== 200)
    throw new Error(`${method} ${url} answered ${response.statusCode}: ${text}`)
  return JSON.parse(text)
}

/** Processor seconds that the process has used since it started. */
async function usedSeconds(child) {
  child.send('cpu')
  const { user, system } = await answerOf(child, 'cpu')
  return (user + system) / 1_000_000
}

function answerOf(child, name) {
  return new Promise((resolve, reject) => {
    const onExit = (code) => reject(new Error(`the sandbox ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      if (name in message) resolve(message[name])
      else reject(new Error(`the sandbox said ${JSON.stringify(message)} instead of ${name}`))
    })
  })
}
