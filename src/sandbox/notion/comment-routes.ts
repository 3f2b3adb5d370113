import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import type { Comment } from './comments.ts'
import { objectNotFound, okReply, validationError } from './errors.ts'
import { findBlock, refuseMalformedId } from './lookup.ts'
import type { Page } from './make-page.ts'
import { formatMinute } from './minutes.ts'
import { listOf, readPaging, sliceOf } from './paging.ts'
import { richTextSchema, toRichText } from './read-rich-text.ts'
import { readBodyAs } from './request-body.ts'
import { runs, type Json, type RichText } from './rich-text.ts'
import type { NotionRoute } from './route.ts'
import { partialUser } from './users.ts'
import type { World } from './world.ts'

const words = { rich_text: richTextSchema.optional(), markdown: z.string().optional() }
const createSchema = z.object({
  parent: z.object({ page_id: z.string().optional(), block_id: z.string().optional() }).optional(),
  discussion_id: z.string().optional(),
  ...words,
})
const updateSchema = z.object(words)

/** Open comments on pages and blocks. */
export function createCommentRoutes(world: World): readonly NotionRoute[] {
  const { ids, comments, users } = world

  const find = (id: string): { page: Page; comment: Comment } | { refused: SandboxReply } => {
    const refused = refuseMalformedId('comment_id', id)
    if (refused !== undefined) return { refused }
    const numbers = ids.read('comment', id)
    const page = numbers === undefined ? undefined : world.pages.get(numbers.index)
    const comment = page === undefined ? undefined : comments.of(page)[numbers?.sub ?? -1]
    if (
      page === undefined ||
      comment === undefined ||
      comment.isDeleted ||
      !world.sharing.isShared(page.index)
    ) {
      return { refused: objectNotFound('comment', id) }
    }
    return { page, comment }
  }

  const show = ({ index }: Page, comment: Comment): Json => ({
    object: 'comment',
    id: ids.idOf('comment', index, comment.number),
    parent:
      comment.block < 0
        ? { type: 'page_id', page_id: ids.idOf('page', index) }
        : { type: 'block_id', block_id: ids.idOf('block', index, comment.block) },
    discussion_id: ids.idOf('discussion', index, comment.discussion),
    created_time: formatMinute(comment.createdAtMs),
    last_edited_time: formatMinute(comment.editedAtMs),
    created_by: partialUser(comment.createdBy),
    rich_text: comment.richText,
    display_name: {
      type: comment.createdBy === users.bot.id ? 'integration' : 'user',
      resolved_name:
        comment.createdBy === users.bot.id ? users.bot.name : (users.find(comment.createdBy)?.name ?? null),
    },
  })

  const list = (request: SandboxRequest): SandboxReply => {
    const id = request.query.get('block_id')
    if (id === null)
      return validationError(
        'query failed validation: query.block_id should be defined, instead was `undefined`.',
      )
    const found = findBlock(world, id)
    if ('refused' in found) return found.refused
    const paging = readPaging(request)
    if ('refused' in paging) return paging.refused
    if ('database' in found) return okReply(listOf('comment', [], null))
    const { page, block } = found
    const open = comments.of(page).filter((one) => !one.isDeleted && one.block === (block?.position ?? -1))
    const slice = sliceOf(open, paging, `comments ${id}`)
    if ('refused' in slice) return slice.refused
    return okReply(
      listOf(
        'comment',
        slice.part.map((comment) => show(page, comment)),
        slice.next,
      ),
    )
  }

  const create = (request: SandboxRequest): SandboxReply => {
    const read = readBodyAs(createSchema, request)
    if ('refused' in read) return read.refused
    const { parent, discussion_id: discussionId } = read.value
    const richText = wordsOf(read.value)
    if (richText === undefined)
      return validationError(
        'body failed validation: body.rich_text should be defined, instead was `undefined`.',
      )
    const draft = { richText, createdBy: users.bot.id }
    if (discussionId !== undefined) {
      const numbers = ids.read('discussion', discussionId)
      const page = numbers === undefined ? undefined : world.pages.get(numbers.index)
      const first =
        page === undefined ? undefined : comments.of(page).find((one) => one.discussion === numbers?.sub)
      if (page === undefined || first === undefined) return objectNotFound('discussion', discussionId)
      return okReply(
        show(page, comments.add(page, { ...draft, block: first.block, discussion: first.discussion })),
      )
    }
    const found = findBlock(world, parent?.page_id ?? parent?.block_id ?? '')
    if ('refused' in found) return found.refused
    if ('database' in found) return validationError('A database cannot be commented on.')
    return okReply(
      show(found.page, comments.add(found.page, { ...draft, block: found.block?.position ?? -1 })),
    )
  }

  const change = (id: string, changes: Partial<Comment>): SandboxReply => {
    const found = find(id)
    if ('refused' in found) return found.refused
    return okReply(show(found.page, comments.change(found.page, found.comment.number, changes)))
  }

  return [
    { method: 'GET', path: '/v1/comments', needs: 'read_comments', handle: list },
    { method: 'POST', path: '/v1/comments', needs: 'insert_comments', handle: create },
    {
      method: 'GET',
      path: '/v1/comments/{comment_id}',
      needs: 'read_comments',
      handle: (_, { comment_id: id = '' }) => {
        const found = find(id)
        return 'refused' in found ? found.refused : okReply(show(found.page, found.comment))
      },
    },
    {
      method: 'PATCH',
      path: '/v1/comments/{comment_id}',
      needs: 'insert_comments',
      handle: (request, { comment_id: id = '' }) => {
        const read = readBodyAs(updateSchema, request)
        if ('refused' in read) return read.refused
        const richText = wordsOf(read.value)
        return change(id, richText === undefined ? {} : { richText })
      },
    },
    {
      method: 'DELETE',
      path: '/v1/comments/{comment_id}',
      needs: 'insert_comments',
      handle: (_, { comment_id: id = '' }) => change(id, { isDeleted: true }),
    },
  ]
}

function wordsOf({ rich_text, markdown }: z.output<typeof updateSchema>): RichText[] | undefined {
  if (rich_text !== undefined) return toRichText(rich_text)
  return markdown === undefined ? undefined : runs(markdown)
}
