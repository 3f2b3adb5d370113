import type { Deviation } from '../../scripts/contracts/compare.d.mts'

/**
 * Where the sandbox and its clients differ from the published documents because somebody knows better: the provider's
 * own pages, its own client, or what live answers look like. `{name}` stands for a part of a path, `*` for any text.
 */
export const DEVIATIONS: readonly Deviation[] = [
  {
    operation: 'GET /crm/objects/2026-09/contacts/{objectId}',
    status: 404,
    message: 'body: lacks required category',
    source:
      'live answers quoted by integrators: the 404 of an unknown record has neither category nor context',
  },
  {
    operation: 'POST /crm/objects/2026-09/contacts/search',
    status: 200,
    message: 'body.sorts[*]: is object, the document says string',
    source: 'HubSpot’s guide “Search the CRM”: a sort names a property and a direction',
  },
  {
    operation: 'POST /crm/objects/2026-09/companies/search',
    status: 200,
    message: 'body.sorts[*]: is object, the document says string',
    source: 'HubSpot’s guide “Search the CRM”: a sort names a property and a direction',
  },
  {
    operation: 'POST /crm/objects/2026-09/deals/search',
    status: 200,
    message: 'body.sorts[*]: is object, the document says string',
    source: 'HubSpot’s guide “Search the CRM”: a sort names a property and a direction',
  },
  {
    operation: 'POST /crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/read',
    status: 200,
    message: 'body.results[*].to[*].associationTypes[*].label: is null, the document says string',
    source:
      'answers that public code quotes: the label of the plain type is null (the guide itself was not seen)',
  },
  {
    operation: 'POST /oauth/2026-03/token/introspect',
    status: 200,
    message: 'body: fits none of 2 alternatives',
    source: 'RFC 7662, 2.2: of a token that is none, nothing is said but active: false',
  },
  {
    operation: 'POST /v1/oauth/token',
    status: 200,
    message: 'no such operation in the published documents, yet answered 200',
    source: 'Notion’s reference, create a token; the document is that of a server that signs in elsewhere',
  },
  {
    operation: 'POST /v1/oauth/revoke',
    status: 200,
    message: 'no such operation in the published documents, yet answered 200',
    source: '@notionhq/client 5.26.0, api-endpoints/oauth: revoke a token',
  },
  {
    operation: 'POST /v1/databases',
    status: 200,
    message: 'no such operation in the published documents, yet answered 200',
    source: '@notionhq/client 5.26.0, api-endpoints/databases: create a database',
  },
  {
    operation: 'POST /v1/data_sources/{data_source_id}/query',
    status: 200,
    message: 'body.sorts[*]: lacks required property',
    source: '@notionhq/client 5.26.0, api-endpoints/data-sources: a sort names a property or a timestamp',
  },
  {
    operation: 'PATCH /v1/pages/{page_id}',
    status: 200,
    message: 'body.icon: unknown type',
    source: '@notionhq/client 5.26.0, api-endpoints/common: an icon says of which type it is',
  },
  {
    operation: 'PATCH /v1/blocks/{block_id}/children',
    status: 200,
    message: 'body.children[*]: fits none of 2 alternatives',
    source: 'Notion’s reference, block object: there are more kinds than paragraphs and bullets',
  },
  {
    operation: 'POST /v1/pages',
    status: 200,
    message: 'body.parent: fits none of 3 alternatives',
    source: '@notionhq/client 5.26.0, api-endpoints/pages: a row stands in a data source',
  },
]
