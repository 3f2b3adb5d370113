import type { AppError } from '../../../shared/errors.ts'
import type { LoadOptions } from '../../../shared/model/load-choice.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Feed, StoredContext } from '../feeds.ts'
import { groupsFact, propertiesFact, readDefinitions, readGroups } from './account-facts.ts'
import { crmTypes, objectTypes } from './object-types.ts'
import { wellFormedStart } from '../../../shared/text.ts'

/**
 * The types and, as far as the account has told, their properties. Those that the app itself reads are not among
 * them: they come whatever is chosen.
 */
export async function loadOptions(
  { local }: Pick<StoredContext, 'local'>,
  feeds: readonly Feed[],
): Promise<Result<LoadOptions, AppError>> {
  const properties: LoadOptions['properties'] = {}
  for (const type of crmTypes) {
    const definitions = await local.fact(propertiesFact(type))
    if (!definitions.ok) return definitions
    const groups = await local.fact(groupsFact(type))
    if (!groups.ok) return groups
    const headings = new Map(readGroups(groups.value).map(({ id, label }) => [id, label]))
    properties[type] = readDefinitions(definitions.value)
      .filter(({ name }) => !objectTypes[type].needed.includes(name))
      .slice(0, 5_000)
      .map(({ name, label, group }) => ({
        name: wellFormedStart(name, 200),
        label: wellFormedStart(label, 300),
        group: group === null ? null : wellFormedStart(headings.get(group) ?? group, 200),
      }))
  }
  const choices = feeds.map(({ name, types, label, container, isOptIn }) => ({
    ...{ name, label, container, isOptIn },
    types: [...types],
  }))
  return ok({ feeds: choices, properties })
}
