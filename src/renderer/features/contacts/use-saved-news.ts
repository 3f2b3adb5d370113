import type { Account } from '../../../shared/model/account.ts'
import { told } from '../../copy/told.ts'
import type { News } from '../../ui/notify.ts'
import { toldName } from './told-name.ts'
import { useSending } from './use-sending.ts'

/** Answers what to say once a contact is saved here: whether it goes out now, or what it waits for. */
export function useSavedNews(account: Account | undefined, provider: string): (typed: string) => News {
  const sending = useSending(account)
  return (typed) => {
    const name = toldName(typed)
    return {
      tone: 'success',
      title: told(`contacts:saved.${sending}`, { name, provider }),
      // How the sending goes is for the outbox to say: what is kept must be true when it is read.
      lasting: told('contacts:saved.lasting', { name }),
    }
  }
}
