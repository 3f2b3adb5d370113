import type { AppError } from '../../../../shared/errors.ts'
import type { LoadOptions } from '../../../../shared/model/load-choice.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { Feed, StoredRows } from '../../feeds.ts'
import { wellFormedStart } from '../../../../shared/text.ts'
import { knownBases } from './known-bases.ts'

/** As many as the choice can hold, and as much of a name. */
const mostFeeds = 10_000
const longestName = 300

type FeedOption = LoadOptions['feeds'][number]

/**
 * What there is to choose from: bases and tables. The feed of bases and tables comes once for itself and once for
 * each base, which may be left out of it; a base that is left out has no tables here.
 */
export async function loadOptions(
  feeds: readonly Feed[],
  local: Pick<StoredRows, 'fact'>,
): Promise<Result<LoadOptions, AppError>> {
  const bases = await knownBases(local)
  if (!bases.ok) return bases
  const [schema, ...ofTables] = feeds.map(toOption)
  if (schema === undefined) throw new Error('The bases are a feed')
  const ofBases = bases.value.map(({ id, name }): FeedOption => ({
    ...schema,
    container: { name: id, label: shown(name) },
  }))
  return ok({ feeds: [schema, ...ofBases, ...ofTables].slice(0, mostFeeds), properties: {} })
}

function toOption({ name, types, label, container, isOptIn }: Feed): FeedOption {
  return {
    name,
    types: [...types],
    label: label === null ? null : shown(label),
    container: container === null ? null : { name: container.name, label: shown(container.label) },
    isOptIn,
  }
}

const shown = (name: string): string => wellFormedStart(name, longestName)
