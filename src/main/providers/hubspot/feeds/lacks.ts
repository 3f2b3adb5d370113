import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import type { Lack } from '../../../../shared/model/lack.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { wellFormedStart } from '../../../../shared/text.ts'
import type { StoredRows } from '../../feeds.ts'
import { missingFact } from '../account-facts.ts'
import type { CrmType } from '../object-types.ts'
import { gapFact } from './changes-run.ts'
import { linkLanes } from './links-run.ts'

type Part = Extract<Lack, { kind: 'permission' }>['part']

const missingSchema = z.object({ scopes: z.array(z.string()) })
const gapSchema = z.object({ told: z.int(), stored: z.int() })
const mostScopes = 20
const longestScope = 200

/** What runs noted as missing for records of a type. Fails as the store does. */
export async function lacksOf(
  type: CrmType,
  local: Pick<StoredRows, 'fact'>,
): Promise<Result<readonly Lack[], AppError>> {
  const parts: [part: Part, noted: string][] = [
    ['properties', missingFact(type)],
    ['owners', missingFact('owners')],
    ...(type === 'deal' ? [['pipelines', missingFact('pipelines')] as [Part, string]] : []),
    ...linkLanes
      .filter((lane) => lane.startsWith(`${type}-`))
      .map((lane): [Part, string] => ['links', missingFact(lane)]),
  ]
  const lacks: Lack[] = []
  for (const [part, noted] of parts) {
    const fact = await local.fact(noted)
    if (!fact.ok) return fact
    const missing = missingSchema.safeParse(fact.value).data
    if (missing === undefined || lacks.some((one) => one.kind === 'permission' && one.part === part)) continue
    const scopes = missing.scopes.slice(0, mostScopes).map((scope) => wellFormedStart(scope, longestScope))
    lacks.push({ kind: 'permission', part, scopes })
  }
  const fact = await local.fact(gapFact(type))
  if (!fact.ok) return fact
  const gap = gapSchema.safeParse(fact.value).data
  const count = gap === undefined ? 0 : gap.told - gap.stored
  return ok(count > 0 ? [...lacks, { kind: 'not-given', count }] : lacks)
}
