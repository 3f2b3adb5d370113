import { emptyValue } from './empty-values.ts'
import type { Property } from './property.ts'
import { formatMinute } from './minutes.ts'
import type { Page } from './make-page.ts'
import { plainOf, type Json, type RichText } from './rich-text.ts'
import { signFile } from './signed-files.ts'
import { FIXED_PAGES } from './special-pages.ts'
import { partialUser } from './users.ts'
import { DATA_SOURCES, IN_TRASH, type Version } from './versions.ts'
import type { World } from './world.ts'

/** A page object has at most so many references in one property; the rest is behind the property's own call. */
export const MAX_REFERENCES = 25

/** The id of a page, as the API names it. */
export function pageId(world: Pick<World, 'ids'>, index: number): string {
  return world.ids.idOf('page', index)
}

/** The title of a page: the one property of that type, whatever it is called. */
export function titleOf(page: Pick<Page, 'properties'>): RichText[] {
  const property = Object.values(page.properties).find(({ type }) => type === 'title')
  return (property?.title ?? []) as RichText[]
}

/**
 * A page in the words of a version (schema PageObjectResponse of the official client). `only` names the
 * properties that are wanted, by id or name; all when left out.
 */
export function showPage(world: World, page: Page, version: Version, only?: readonly string[]): Json {
  if (isPartial(world, page)) return { object: 'page', id: pageId(world, page.index) }
  return showWholePage(world, page, version, only)
}

/** The same, whatever the connection may read. */
export function showWholePage(world: World, page: Page, version: Version, only?: readonly string[]): Json {
  const id = pageId(world, page.index)
  const isTrashed = world.pages.isTrashed(page.index)
  return {
    object: 'page',
    id,
    created_time: formatMinute(page.createdAtMs),
    last_edited_time: formatMinute(page.editedAtMs),
    created_by: partialUser(page.createdBy),
    last_edited_by: partialUser(page.editedBy),
    cover: page.cover,
    icon: page.icon,
    parent: showParent(world, page, version),
    ...(version < IN_TRASH ? { archived: isTrashed } : {}),
    in_trash: isTrashed,
    ...(version < DATA_SOURCES ? {} : { is_archived: page.isArchived }),
    is_locked: page.isLocked,
    properties: showProperties(world, page, only),
    url: addressOf(plainOf(titleOf(page)), id),
    public_url: page.publicUrl,
  }
}

/** All properties that the page has by now, by their present names. */
export function propertiesOf(world: World, page: Page): Record<string, Property> {
  const schema = page.source < 0 ? undefined : world.sources.source(page.source)?.properties
  const isAsMade = !world.sources.isTouched(page.source) && world.pages.touched(page.index) === undefined
  if (schema === undefined || isAsMade) return page.properties
  const byId = new Map(Object.values(page.properties).map((property) => [property.id, property]))
  const properties: Record<string, Property> = {}
  for (const [name, { id, type }] of Object.entries(schema)) {
    const kept = byId.get(id)
    properties[name] =
      kept?.type === type
        ? { ...kept, ...computed(page, type) }
        : { id, type, [type]: emptyValue(type, { ...page, page: page.index, title: [] }) }
  }
  return properties
}

/** Where a page is to be opened; app links moved to this host in 2026 (Notion's changelog). */
export function addressOf(title: string, id: string): string {
  const slug = title
    .replace(/[^a-z\d]+/gi, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  return `https://app.notion.com/p/${slug === '' ? '' : `${slug}-`}${id.replaceAll('-', '')}`
}

/** The parent of a page or of a block on it. */
export function showParent({ ids, sources }: World, page: Page, version: Version): Json {
  const { host, source, parent } = page
  switch (parent.type) {
    case 'workspace':
      return { type: 'workspace', workspace: true }
    case 'page':
      return { type: 'page_id', page_id: ids.idOf('page', host) }
    case 'block':
      return { type: 'block_id', block_id: ids.idOf('block', host, parent.position) }
    case 'agent':
      return { type: 'agent_id', agent_id: parent.id }
    case 'unknown':
      return { type: parent.name, [parent.name]: parent.id }
    case 'source': {
      const database_id = ids.idOf('database', sources.source(source)?.database ?? 0)
      if (version < DATA_SOURCES) return { type: 'database_id', database_id }
      return { type: 'data_source_id', data_source_id: ids.idOf('data_source', source), database_id }
    }
  }
}

/** What the times and people of a page put into its properties. */
function computed(page: Page, type: string): Json {
  if (type === 'last_edited_time') return { last_edited_time: formatMinute(page.editedAtMs) }
  if (type === 'last_edited_by') return { last_edited_by: partialUser(page.editedBy) }
  return {}
}

function showProperties(world: World, page: Page, only: readonly string[] | undefined): Json {
  const shown: Json = {}
  for (const [name, property] of Object.entries(propertiesOf(world, page))) {
    if (only !== undefined && !only.includes(name) && !only.some((id) => isSameId(id, property.id))) continue
    const value = property[property.type]
    const isLong = Array.isArray(value) && value.length > MAX_REFERENCES && property.type !== 'multi_select'
    shown[name] = isLong
      ? { ...property, [property.type]: value.slice(0, MAX_REFERENCES), has_more: true }
      : property.type === 'relation'
        ? { ...property, has_more: false }
        : property.type === 'files'
          ? { ...property, files: (property.files as Json[]).map((file) => signFile(file, world.now())) }
          : property
  }
  return shown
}

/** Ids are percent-encoded in answers, and may be sent with or without that. */
export function isSameId(given: string, id: string): boolean {
  return given === id || given === decodeURIComponent(id)
}

function isPartial({ behaviour }: World, { index }: Page): boolean {
  const { partialObjects, capabilities } = behaviour()
  return (
    !capabilities.includes('read_content') || (partialObjects && index >= FIXED_PAGES && index % 29 === 11)
  )
}
