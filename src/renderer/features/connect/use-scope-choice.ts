import { useState } from 'react'
import {
  type Access,
  type ProviderDescriptor,
  scopesFor,
  type ScopeRequest,
} from '../../../shared/model/provider.ts'
import type { SignInChoice } from '../../../shared/model/sign-in.ts'
import { isSameRequest, readScopes, type ScopeProblem, type ScopeText, writeScopes } from './scope-text.ts'

/** What will be asked for, as far as the person has decided. */
export interface ScopeChoice {
  readonly access: Access
  readonly chooseAccess: (access: Access) => void
  /** The lists as they stand in the fields. */
  readonly text: ScopeText
  readonly edit: (text: ScopeText) => void
  readonly reset: () => void
  /** The names in the lists: what the words on the screen describe. */
  readonly request: ScopeRequest
  /** Whether this asks for anything else than the provider's own list. */
  readonly isEdited: boolean
  readonly problem: ScopeProblem | null
}

interface Chosen {
  readonly access: Access
  readonly texts: Readonly<Record<Access, ScopeText>>
}

/**
 * The access that the list of the chosen one comes to: without a scope that changes anything it reads only, whatever
 * was chosen, and with one it does not. The list goes over with the choice; the other begins anew.
 */
function following(provider: ProviderDescriptor, chosen: Access, texts: Chosen['texts']): Chosen {
  const { request } = readScopes(texts[chosen])
  const changing = new Set(provider.scopes.filter(({ right }) => right === 'change').map(({ name }) => name))
  const asked = [...request.required, ...request.optional].some((name) => changing.has(name))
  const access: Access = asked ? 'write' : 'read'
  if (changing.size === 0 || access === chosen || !provider.access.includes(access))
    return { access: chosen, texts }
  return {
    access,
    texts: { ...texts, [access]: texts[chosen], [chosen]: writeScopes(scopesFor(provider, chosen)) },
  }
}

/** Begins with `proposedAccess`, or else with what was asked for at the last sign-in. */
export function useScopeChoice(
  provider: ProviderDescriptor,
  last: SignInChoice | null,
  proposedAccess: Access | null,
): ScopeChoice {
  const proposed = proposedAccess ?? last?.access
  const first = provider.access.find((one) => one === proposed) ?? provider.access[0] ?? 'read'
  const edited = last?.scopes ?? { read: null, write: null }
  const initial = (of: Access): ScopeText => writeScopes(edited[of] ?? scopesFor(provider, of))
  const [{ access, texts }, setChosen] = useState(() =>
    following(provider, first, { read: initial('read'), write: initial('write') }),
  )

  const own = scopesFor(provider, access)
  const text = texts[access]
  const reading = readScopes(text)
  const edit = (changed: ScopeText): void => {
    setChosen(following(provider, access, { ...texts, [access]: changed }))
  }
  const hasList = provider.scopes.length > 0
  return {
    access,
    chooseAccess: (chosen) => {
      setChosen(following(provider, chosen, texts))
    },
    text,
    edit,
    reset: () => {
      edit(writeScopes(own))
    },
    request: reading.request,
    isEdited: hasList && !isSameRequest(reading.request, own),
    problem: hasList ? reading.problem : null,
  }
}
