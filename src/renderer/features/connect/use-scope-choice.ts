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

/** Begins with `proposedAccess`, or else with what was asked for at the last sign-in. */
export function useScopeChoice(
  provider: ProviderDescriptor,
  last: SignInChoice | null,
  proposedAccess: Access | null,
): ScopeChoice {
  const proposed = proposedAccess ?? last?.access
  const first = provider.access.find((one) => one === proposed) ?? provider.access[0] ?? 'read'
  const [access, setAccess] = useState<Access>(first)
  const edited = last?.scopes ?? { read: null, write: null }
  const initial = (of: Access): ScopeText => writeScopes(edited[of] ?? scopesFor(provider, of))
  const [texts, setTexts] = useState(() => ({ read: initial('read'), write: initial('write') }))

  const own = scopesFor(provider, access)
  const text = texts[access]
  const reading = readScopes(text)
  const edit = (changed: ScopeText): void => {
    setTexts({ ...texts, [access]: changed })
  }
  const hasList = provider.scopes.length > 0
  return {
    access,
    chooseAccess: setAccess,
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
