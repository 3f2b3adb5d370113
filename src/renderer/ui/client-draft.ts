import { z } from 'zod'
import { isLoopbackAddress } from '../../shared/loopback-address.ts'
import type { ClientChange, ClientSettings } from '../../shared/model/client-settings.ts'
import type { ProviderDescriptor } from '../../shared/model/provider.ts'
import { text } from '../../shared/text.ts'

const maxAddresses = 5

/**
 * What a person enters of their own OAuth app. Spaces around pasted values are never part of them. Problems
 * are keys of the texts below `ui:client.problems`.
 */
export const clientDraftSchema = z
  .object({
    clientId: text(300).trim().min(1, 'required'),
    /** `keep`: the one that is set; `none`: registered without one. */
    secretChoice: z.enum(['keep', 'new', 'none']),
    clientSecret: text(1_000).trim(),
    addressChoice: z.enum(['recommended', 'own']),
    /** One a line. */
    ownAddresses: text(2_000),
  })
  .superRefine((draft, context) => {
    const tell = (field: 'clientSecret' | 'ownAddresses', message: ClientProblem): void =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (draft.secretChoice === 'new' && draft.clientSecret === '') tell('clientSecret', 'required')
    if (draft.addressChoice !== 'own') return
    const addresses = linesOf(draft.ownAddresses)
    if (addresses.length === 0) tell('ownAddresses', 'required')
    else if (addresses.length > maxAddresses) tell('ownAddresses', 'tooMany')
    else if (!addresses.every(looksReceivable)) tell('ownAddresses', 'badAddress')
  })
export type ClientDraft = z.output<typeof clientDraftSchema>

export type ClientProblem = 'required' | 'tooMany' | 'badAddress'

/** The form as it opens: what is set, else what is recommended. The secret itself is never known here. */
export function draftOf(settings: ClientSettings, provider: ProviderDescriptor): ClientDraft {
  const { clientId, hasSecret, redirectUris, state } = settings
  const isOwn = redirectUris.length > 0 && redirectUris.join('\n') !== provider.redirectUris.join('\n')
  return {
    clientId: state === 'set' ? (clientId ?? '') : '',
    // An app on somebody's computer keeps no secret; where none is needed, none is proposed (RFC 8252, 8.5).
    secretChoice: hasSecret ? 'keep' : provider.capabilities.publicClient ? 'none' : 'new',
    clientSecret: '',
    addressChoice: isOwn ? 'own' : 'recommended',
    ownAddresses: isOwn ? redirectUris.join('\n') : '',
  }
}

/** What main is told. */
export function changeOf(draft: ClientDraft, provider: ProviderDescriptor): ClientChange {
  const { secretChoice } = draft
  return {
    providerId: provider.id,
    clientId: draft.clientId.trim(),
    secret:
      secretChoice === 'new' ? { kind: 'new', value: draft.clientSecret.trim() } : { kind: secretChoice },
    redirectUris: addressesOf(draft, provider),
  }
}

/** What is to be registered, as far as it is typed. */
export const addressesOf = (
  { addressChoice, ownAddresses }: Pick<ClientDraft, 'addressChoice' | 'ownAddresses'>,
  { redirectUris }: Pick<ProviderDescriptor, 'redirectUris'>,
): string[] => (addressChoice === 'own' ? linesOf(ownAddresses) : [...redirectUris])

const linesOf = (lines: string): string[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/**
 * Whether an answer could arrive there: http on this computer, or a scheme of an app's own, which has a
 * period in it (RFC 8252, 7.1). Main knows exactly and has the last word; this is for typing mistakes.
 */
function looksReceivable(address: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(address) || /[?#\\@]/.test(address) || !URL.canParse(address)) return false
  const url = new URL(address)
  return /^\/[^/]/.test(url.pathname) && (url.protocol.includes('.') || isLoopbackAddress(url))
}
