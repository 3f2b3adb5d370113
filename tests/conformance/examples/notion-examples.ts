import type { Example } from './example.ts'

const owner = {
  type: 'user',
  user: {
    ...{ object: 'user', id: '16f4a5b0-0000-4000-8000-000000000001', type: 'person', name: 'Ana' },
    ...{ avatar_url: null, person: { email: 'ana@x.example' } },
  },
}

export const tokenReply: Example = {
  name: 'a token reply',
  source: 'Notion’s reference, create a token, and its client’s oauth.ts',
  status: 200,
  body: {
    ...{ access_token: 'ntn_example', token_type: 'bearer', refresh_token: 'nrt_example' },
    ...{
      bot_id: 'b3414d65-0000-4000-8000-000000000002',
      workspace_id: 'ae9b42b3-0000-4000-8000-000000000003',
    },
    ...{ workspace_name: 'Acme', workspace_icon: null, duplicated_template_id: null },
    ...{ request_id: '9d4c2a70-0000-4000-8000-000000000004', owner },
  },
}

export const invalidGrant: Example = {
  name: 'a code that is spent',
  source: 'RFC 6749, 5.2, as Notion’s authorization guide names it',
  status: 400,
  body: { error: 'invalid_grant', error_description: 'Invalid code.' },
}

export const searchRequest = {
  page_size: 100,
  sort: { timestamp: 'last_edited_time', direction: 'descending' },
}
export const trashRequest = {
  filter: { in_trash: true },
  sort: { timestamp: 'last_edited_time', direction: 'descending' },
}
export const queryRequest = {
  filter: { timestamp: 'last_edited_time', last_edited_time: { on_or_after: '2022-01-01T00:00:00.000Z' } },
}

export const searchReply: Example = {
  name: 'a page of a search',
  source: 'Notion’s client, api-endpoints/search.ts',
  status: 200,
  body: {
    ...{ object: 'list', type: 'page_or_data_source', has_more: true, next_cursor: 'c1' },
    request_status: { type: 'complete' },
    results: [],
  },
}

const who = { object: 'user', id: 'ee5f0f84-0000-4000-8000-000000000005' }

/** A row: a page that stands in a data source. */
export const page: Example = {
  name: 'a page',
  source: 'Notion’s client, api-endpoints/common.ts',
  status: 200,
  body: {
    ...{ object: 'page', id: '59833787-2cf9-4fdf-8782-e53db20768a5' },
    ...{ created_time: '2026-03-01T19:05:00.000Z', last_edited_time: '2026-07-06T20:25:00.000Z' },
    ...{ in_trash: false, is_archived: false, is_locked: false },
    url: 'https://app.notion.com/p/Tuscan-kale-598337872cf94fdf8782e53db20768a5',
    public_url: null,
    parent: {
      type: 'data_source_id',
      data_source_id: '1a44be12-0000-4000-8000-000000000006',
      database_id: 'd9824bdc-0000-4000-8000-000000000007',
    },
    ...{ icon: null, cover: null, created_by: who, last_edited_by: who, properties: {} },
  },
}

export const titleProperty = {
  ...{ id: 'title', type: 'title' },
  title: [
    {
      ...{ type: 'text', plain_text: 'Tuscan kale', href: null },
      text: { content: 'Tuscan kale', link: null },
    },
  ],
}

export const dataSource: Example = {
  name: 'a data source',
  source: 'Notion’s client, api-endpoints/data-sources.ts',
  status: 200,
  body: {
    ...{ object: 'data_source', id: '1a44be12-0000-4000-8000-000000000006' },
    title: [{ plain_text: 'Groceries' }],
    parent: { type: 'database_id', database_id: 'd9824bdc-0000-4000-8000-000000000007' },
    database_parent: { type: 'page_id', page_id: '98ad959b-0000-4000-8000-000000000008' },
    ...{ is_inline: false, in_trash: false, url: 'https://app.notion.com/p/d9824bdc', properties: {} },
  },
}

export const me: Example = {
  name: 'who the connection is',
  source: 'Notion’s client, api-endpoints/common.ts',
  status: 200,
  body: {
    ...{ object: 'user', id: '9188a5b0-0000-4000-8000-000000000009', type: 'bot', name: 'My app' },
    avatar_url: null,
    bot: {
      ...{ workspace_id: 'ae9b42b3-0000-4000-8000-000000000003', workspace_name: 'Acme' },
      workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
      owner,
    },
  },
}

export const paragraph = {
  ...{ object: 'block', id: 'c02fc1d3-0000-4000-8000-00000000000a', type: 'paragraph', has_children: false },
  ...{ in_trash: false, parent: { type: 'page_id', page_id: '59833787-2cf9-4fdf-8782-e53db20768a5' } },
  paragraph: { rich_text: [{ plain_text: 'Lacinato' }], color: 'default' },
}
export const childPage = {
  ...{ object: 'block', id: '7985540b-0000-4000-8000-00000000000b', type: 'child_page' },
  child_page: { title: 'Recipes' },
}
export const children: Example = {
  name: 'the blocks of a page',
  source: 'Notion’s client, api-endpoints/blocks.ts',
  status: 200,
  body: { object: 'list', type: 'block', next_cursor: null, has_more: false, results: [] },
}

export const markdown: Example = {
  name: 'a page as Markdown',
  source: 'Notion’s guide to working with Markdown content',
  status: 200,
  body: {
    ...{ object: 'page_markdown', id: '59833787-2cf9-4fdf-8782-e53db20768a5' },
    ...{ markdown: '# Notes\n\n- [ ] Draft', truncated: false, unknown_block_ids: [] },
  },
}

export const tooMany: Example = {
  name: 'too many calls in a minute',
  source: 'Notion’s reference, request limits',
  status: 429,
  body: {
    ...{ object: 'error', status: 429, code: 'rate_limited', message: 'You have been rate limited.' },
    request_id: '9d4c2a70-0000-4000-8000-000000000004',
    additional_data: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: '17' },
  },
}

export const notFound: Example = {
  name: 'a page that is not there, or not shared',
  source: 'Notion’s reference, status codes',
  status: 404,
  body: {
    ...{ object: 'error', status: 404, code: 'object_not_found' },
    message:
      'Could not find page with ID: …. Make sure the relevant pages and databases are shared with your integration.',
  },
}

export const unauthorized: Example = {
  name: 'a token that is none',
  source: 'Notion’s reference, status codes',
  status: 401,
  body: { object: 'error', status: 401, code: 'unauthorized', message: 'API token is invalid.' },
}
