import { z } from 'zod'
import { createRandom } from './random.ts'
import { SERVICE_NAMES, type ServiceName } from './service.ts'

/**
 * One misbehaviour on request. A call is matched by `service` and `method` (any when left out) and `path`: a
 * text that begins with `/` is a prefix, anything else the source of a regular expression; both are held
 * against path and query as they were sent (`/crm/objects/2026-09/contacts?limit=100`).
 *
 * Of the calls that match, counted from 1 per fault, `nth` chooses one or a range (both ends included),
 * `probability` that share of them (drawn from the sandbox's seed), and `times` caps how many are spoilt at
 * all. What happens then:
 * - `stallMs`: the answer starts late. `stallBodyMs`: its head and first byte come at once, the rest late.
 * - `drop`: the connection is cut instead of an answer. `cutAfterBytes`: it is cut within the body, of which
 *   so many bytes were sent.
 * - `padToBytes`: the body is filled up with spaces to this size, without saying the size beforehand.
 * - `redirect`: 302 (or `status`) to that address.
 * - `status`, `body`, `headers`: answered instead of the true reply. A text body is sent as it is (so it can
 *   be HTML or JSON cut in half), anything else as JSON, null included. With `headers` alone, the true reply
 *   gets them in addition (a wrong content type, for example).
 * - `repeatReply`: the first call gets its true reply, and all later ones get the same again: a cursor that
 *   leads back to itself.
 * - `dateOffsetMs`: the `Date` header is off by so much.
 * - `after`: the request takes effect first, and only its answer is lost or spoilt.
 */
const faultSchema = z.strictObject({
  service: z.enum(SERVICE_NAMES).optional(),
  method: z.string().optional(),
  path: z.string().min(1).refine(isUsablePath, 'is not a valid regular expression'),
  nth: z.union([z.int().min(1), z.tuple([z.int().min(1), z.int().min(1)])]).optional(),
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  status: z.int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  stallMs: z.int().min(0).optional(),
  stallBodyMs: z.int().min(0).optional(),
  drop: z.literal(true).optional(),
  cutAfterBytes: z.int().min(0).optional(),
  padToBytes: z.int().min(0).max(4_000_000_000).optional(),
  repeatReply: z.literal(true).optional(),
  dateOffsetMs: z.int().optional(),
  redirect: z.string().optional(),
  after: z.boolean().optional(),
})
const faultListSchema = z.array(faultSchema)

export type Fault = z.input<typeof faultSchema>

/** A call as faults see it; `target` is path and query as they were sent. */
export type FaultTarget = { service: ServiceName; method: string; target: string }

type Rule = { fault: Fault; matches: (call: FaultTarget) => boolean; seen: number; done: number }

export type Faults = {
  /** Adds one to the list. Throws on one that does not fit the shape: a broken fault would prove nothing. */
  add: (fault: Fault) => void
  /** Puts another list in place of the present one, and starts all counts again. */
  replace: (faults: readonly Fault[]) => void
  clear: () => void
  /** Counts the call with every fault that it matches, and returns the first one that is due. */
  take: (call: FaultTarget) => Fault | undefined
}

export function createFaults(initial: readonly Fault[] = [], seed = 1): Faults {
  let rules = initial.map(toRule)
  return {
    add: (fault) => {
      rules.push(toRule(faultSchema.parse(fault)))
    },
    replace: (faults) => {
      rules = faultListSchema.parse(faults).map(toRule)
    },
    clear: () => {
      rules = []
    },
    take: (call) => {
      let due: Rule | undefined
      for (const [at, rule] of rules.entries()) {
        if (!rule.matches(call)) continue
        rule.seen++
        if (due === undefined && isDue(rule) && isDrawn(rule, seed, at)) due = rule
      }
      if (due === undefined) return undefined
      due.done++
      return due.fault
    },
  }
}

/** Reads a list of faults from outside; the reason is a sentence for a person. */
export function parseFaults(value: unknown): { faults: Fault[] } | { reason: string } {
  const parsed = faultListSchema.safeParse(value)
  return parsed.success
    ? { faults: parsed.data }
    : { reason: z.prettifyError(parsed.error).replace(/\n\s*/g, ' ') }
}

/** True when the fault stands in for the reply; false when it only delays or decorates it. */
export function replacesReply(fault: Fault): boolean {
  return 'body' in fault || fault.status !== undefined || fault.redirect !== undefined
}

function isDue({ fault, seen, done }: Rule): boolean {
  if (fault.times !== undefined && done >= fault.times) return false
  if (fault.nth === undefined) return true
  if (typeof fault.nth === 'number') return seen === fault.nth
  return seen >= fault.nth[0] && seen <= fault.nth[1]
}

function isDrawn({ fault, seen }: Rule, seed: number, at: number): boolean {
  return fault.probability === undefined || createRandom(seed, at, seen)() < fault.probability
}

function toRule(fault: Fault): Rule {
  const fits = fault.path.startsWith('/')
    ? (target: string) => target.startsWith(fault.path)
    : (
        (pattern) => (target: string) =>
          pattern.test(target)
      )(new RegExp(fault.path))
  const wanted = fault.method?.toUpperCase()
  return {
    fault,
    matches: ({ service, method, target }) =>
      (fault.service === undefined || fault.service === service) &&
      (wanted === undefined || wanted === method) &&
      fits(target),
    seen: 0,
    done: 0,
  }
}

function isUsablePath(path: string): boolean {
  if (path.startsWith('/')) return true
  try {
    new RegExp(path)
    return true
  } catch {
    // The constructor throws on a malformed pattern only.
    return false
  }
}
