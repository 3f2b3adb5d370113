import { z } from 'zod'

const CAPABILITIES = [
  'read_content',
  'update_content',
  'insert_content',
  'read_comments',
  'insert_comments',
  'read_users',
  'read_user_emails',
] as const
export type Capability = (typeof CAPABILITIES)[number]

/** How the workspace behaves; see scenarios.ts for the cases that they stand for. */
export const notionBehaviourSchema = z.object({
  /** Whether rate limits are enforced. */
  limits: z.boolean().default(false),
  /** 180 calls a minute and connection, or 600 (Notion's reference, "Request limits", Aug 2026). */
  plan: z.enum(['plus', 'business']).default('plus'),
  /** How many calls of two minutes all connections of the workspace share; Notion does not publish it. */
  workspaceBudget: z.int().min(0).default(6_000),
  /** What a token reply carries as refresh token: a new one, or null. */
  refreshToken: z.enum(['rotated', 'null']).default('rotated'),
  /** What becomes of the pair so far when the person signs in again. */
  oldPair: z.enum(['valid', 'dead']).default('valid'),
  /** Whether a refresh kills the access token so far as well. */
  refreshKillsAccess: z.boolean().default(false),
  /** The shape of `invalid_grant`: OAuth's, or that of all other errors. */
  grantErrors: z.enum(['oauth', 'api']).default('oauth'),
  /** With one registered address, none may be sent to the token endpoint unless the page got it too. */
  registered: z.enum(['all', 'one']).default('all'),
  /** What the connection may do. */
  capabilities: z.array(z.enum(CAPABILITIES)).default([...CAPABILITIES]),
  /** How many searches pass before one finds a page that was just created or shared. */
  indexDelay: z.int().min(0).default(0),
  /** Whether search leaves out some live pages. */
  searchGaps: z.boolean().default(false),
  /** How many continued lists are refused, as if the cursor had gone stale. */
  staleCursors: z.int().min(0).default(0),
  /** Search ends after so many results and says so; 0 is never. */
  searchLimit: z.int().min(0).default(0),
  /** A query ends after so many results and says so. */
  queryLimit: z.int().min(1).default(10_000),
  /** Whether some pages come as id and kind alone. */
  partialObjects: z.boolean().default(false),
  /** Whether moving a page to the trash counts as an edit; nobody official says. */
  trashIsEdit: z.boolean().default(true),
  /** Whether moving a page elsewhere counts as an edit. Nobody official says; a moved page that keeps its time is harder. */
  moveIsEdit: z.boolean().default(false),
  /** So many blocks become Markdown at most; what is left is named. */
  markdownBlocks: z.int().min(1).default(20_000),
})

export type NotionBehaviour = z.output<typeof notionBehaviourSchema>
