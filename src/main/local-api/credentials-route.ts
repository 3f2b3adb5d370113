import { z } from 'zod'
import { accountSchema, type Account } from '../../shared/model/account.ts'
import { answerFailure } from './answer-failure.ts'
import type { Api, AppPorts } from './app-ports.ts'
import { credentialsForm } from './forms.ts'
import { isoTime } from './integration-item.ts'
import { loadStateOf, loadStateSchema } from './load-state.ts'
import { accountsAt, openPlace } from './open-workspace.ts'
import { formRoute, responses } from './responses.ts'

/** How a provider's accounts stand. No token is in it: tokens do not leave the app. */
const credentialsSchema = z.strictObject({
  provider: z.string(),
  user_id: z.string(),
  org_id: z.string(),
  /** Of the account that stands best, where there are several. */
  status: accountSchema.shape.status,
  load: loadStateSchema,
  accounts: z.array(
    z.strictObject({
      account_id: z.string(),
      label: z.string(),
      /** The provider's own id of it. */
      external_id: z.string(),
      status: accountSchema.shape.status,
      access: accountSchema.shape.access,
      scopes: z.array(z.string()),
      connected_at: z.string().nullable(),
    }),
  ),
})

const bestFirst: readonly Account['status'][] = ['connected', 'paused', 'needs-reconnect', 'disconnected']

export function addCredentialsRoute(app: Api, ports: AppPorts): void {
  app.post(
    '/integrations/:provider/credentials',
    {
      schema: {
        summary:
          'How the accounts of a provider stand; give the reply to load as it comes. Tokens stay in Portolan',
        ...formRoute,
        body: credentialsForm,
        response: responses({ 200: credentialsSchema }),
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const place = await openPlace(ports, params.provider, body)
      if (!place.ok) return answerFailure(reply, place.error)
      const accounts = await accountsAt(place.value, body.account_id)
      if (!accounts.ok) return answerFailure(reply, accounts.error)
      const statuses = accounts.value.map(({ status }) => status)
      return reply.send({
        provider: params.provider,
        user_id: body.user_id,
        org_id: body.org_id,
        status: bestFirst.find((status) => statuses.includes(status)) ?? 'disconnected',
        load: await loadStateOf(place.value, accounts.value),
        accounts: accounts.value.map(shown),
      } satisfies z.infer<typeof credentialsSchema>)
    },
  )
}

const shown = (account: Account) => ({
  account_id: account.id,
  label: account.label,
  external_id: account.externalId,
  status: account.status,
  access: account.access,
  scopes: account.scopes,
  connected_at: isoTime(account.connectedAtMs),
})
