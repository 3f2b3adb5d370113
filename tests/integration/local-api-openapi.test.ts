import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { ask, bearer, listeningApi } from '../support/local-api.ts'

const operation = z.looseObject({
  summary: z.string(),
  security: z.array(z.unknown()).optional(),
  requestBody: z
    .object({ content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })) })
    .optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
})
const documentSchema = z.looseObject({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})

describe('/openapi.json', () => {
  it('describes every route in OpenAPI 3.1, from the schemas by which it is checked', async () => {
    const { port, token } = await listeningApi()
    const answer = await ask(port, { path: '/openapi.json', headers: bearer(token) })
    const { openapi, paths } = documentSchema.parse(JSON.parse(answer.text))
    expect(openapi).toBe('3.1.0')
    const contact = ['get', 'create', 'update', 'delete'].map((what) => `contact/${what}`)
    const forms = ['authorize', 'credentials', 'load', ...contact].map(
      (name) => `/integrations/{provider}/${name}`,
    )
    expect(Object.keys(paths).toSorted()).toEqual(
      [...forms, '/integrations/{provider}/oauth2callback', '/health'].toSorted(),
    )
    for (const path of forms)
      expect(Object.keys(paths[path]?.['post']?.requestBody?.content ?? {}).toSorted()).toEqual([
        'application/x-www-form-urlencoded',
        'multipart/form-data',
      ])
    expect(paths['/integrations/{provider}/oauth2callback']?.['get']?.security).toEqual([])
    expect(answer.text).toContain('"parent_path_or_name"')
    // Everything stands where it is used: there is nothing that a reader could fail to find.
    expect(answer.text).not.toContain('$ref')
  })
})
