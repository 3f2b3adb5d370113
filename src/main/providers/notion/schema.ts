import { z } from 'zod'
import { text } from '../../../shared/text.ts'
import { jsonObject } from '../../http/json-object.ts'
import { lenient } from '../../http/lenient.ts'

/** Runs of text; what a run is made of is of no interest, `plain_text` says it in full. */
const runs = z.array(z.looseObject({ plain_text: lenient(z.string()) }).catch({}))
export type Runs = z.infer<typeof runs>

const parent = z.looseObject({
  type: lenient(z.string()),
  page_id: lenient(text(60)),
  data_source_id: lenient(text(60)),
  block_id: lenient(text(60)),
})
export type Parent = z.infer<typeof parent>

/**
 * A page or a data source as search sends it. Kind and id are insisted on. The rest is read leniently, and
 * all of it is missing where the connection may not read the contents (a "partial object").
 */
export const foundSchema = z.looseObject({
  object: z.string(),
  id: text(60).min(1),
  url: lenient(z.string()),
  title: lenient(runs),
  properties: lenient(jsonObject),
  parent: lenient(parent),
  database_parent: lenient(parent),
  created_time: z.unknown().optional(),
  last_edited_time: z.unknown().optional(),
  in_trash: z.unknown().optional(),
  archived: z.unknown().optional(),
  is_archived: z.unknown().optional(),
})
export type Found = z.infer<typeof foundSchema>

export const titlePropertySchema = z.looseObject({ title: runs })

/** A property that search looks through in columns of its own. */
export const valuePropertySchema = z.looseObject({
  email: lenient(z.string().nullable()),
  phone_number: lenient(z.string().nullable()),
})

/** A page of a search or of a query. `request_status` says when it was cut: then its end is not the end. */
export const listSchema = z.object({
  results: z.array(foundSchema),
  next_cursor: z.string().nullish(),
  request_status: lenient(z.looseObject({ type: lenient(z.string()) })),
})

/** Of a block only where it stands is of interest. */
export const blockSchema = z.looseObject({ parent: lenient(parent) })

/** What stands on a page, in Notion's own Markdown; `unknown_block_ids` name what was left out of it. */
export const markdownSchema = z.looseObject({
  markdown: z.string(),
  truncated: z.unknown().optional(),
  unknown_block_ids: lenient(z.array(z.unknown())),
})

export const peopleSchema = z.object({
  results: z.array(z.looseObject({ id: text(60).min(1), name: lenient(z.string().nullable()) })),
  next_cursor: z.string().nullish(),
})

const person = lenient(z.looseObject({ id: lenient(text(60).min(1)) }))

/** Who a token belongs to. A personal access token may answer with the person, without any workspace. */
export const meSchema = z.looseObject({
  id: text(60).min(1),
  name: lenient(z.string().nullable()),
  bot: lenient(
    z.looseObject({
      workspace_id: lenient(text(60).min(1)),
      workspace_name: lenient(z.string().nullable()),
      owner: lenient(z.looseObject({ user: person })),
    }),
  ),
})
