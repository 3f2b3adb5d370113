import { text } from 'node:stream/consumers'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider as AuthorizationServer } from 'oidc-provider'

/** Who signs in on the page; there is nobody else. */
export const person = 'harbour-master'

/**
 * The one page of the authorization server: who asks for what, and two buttons. It stands for login and consent at
 * once, as `interactionFinished` takes both.
 */
export async function answerInteraction(
  server: AuthorizationServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid, params } = await server.interactionDetails(request, response)
  const scope = typeof params['scope'] === 'string' ? params['scope'] : ''
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageFor(uid, scope))
    return
  }
  const decision = new URLSearchParams(await text(request)).get('decision')
  if (decision !== 'approve') {
    const refusal = { error: 'access_denied', error_description: 'The harbour master said no' }
    return server.interactionFinished(request, response, refusal)
  }
  const grant = new server.Grant({ accountId: person, clientId: String(params['client_id']) })
  grant.addOIDCScope(scope)
  const consent = { grantId: await grant.save() }
  await server.interactionFinished(request, response, { login: { accountId: person }, consent })
}

const pageFor = (uid: string, scope: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Harbour</title><link rel="icon" href="data:,"></head>
<body><main><h1>Connect an app to Harbour</h1>
<ul>${scope
  .split(' ')
  .map((name) => `<li>${name.replaceAll(/[^\w.]/g, '')}</li>`)
  .join('')}</ul>
<form method="post" action="/interaction/${uid}">
<input type="hidden" name="consent" value="${uid}">
<button name="decision" value="deny">Cancel</button>
<button name="decision" value="approve">Connect app</button>
</form></main></body></html>`
