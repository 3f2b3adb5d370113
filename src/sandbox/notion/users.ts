import { createPeople } from '../made-up/people.ts'
import type { Ids } from './ids.ts'
import type { Json } from './rich-text.ts'
import { WORKSPACE } from './workspace.ts'

export type Person = { id: string; name: string | null; email: string; avatarUrl: string | null }

export type Users = {
  /** The people of the workspace; the first one is who signs in. */
  people: readonly Person[]
  owner: Person
  /** The user that the connection acts as. */
  bot: { id: string; name: string }
  find: (id: string) => Person | undefined
}

const COUNT = 130

/** The members of the workspace: more than fit into one page, in many scripts. */
export function createUsers(seed: number, ids: Ids, appName: string): Users {
  const everybody = createPeople(seed ^ 0x0710)
  const people = Array.from({ length: COUNT }, (_, index): Person => {
    const { first, last, mailbox } = everybody.personAt(index)
    return {
      id: ids.idOf('user', index),
      name: NAMES[index] === undefined ? `${first} ${last}` : NAMES[index],
      email: index === 0 ? 'ana@harbour.example' : `${mailbox}@harbour.example`,
      avatarUrl: index % 3 === 0 ? `https://avatars.example.com/${mailbox}.png` : null,
    }
  })
  const [owner] = people
  if (owner === undefined) throw new Error('A workspace has an owner')
  return {
    people,
    owner,
    bot: { id: ids.idOf('user', COUNT), name: appName },
    find: (id) => people.find((person) => person.id === id),
  }
}

/** Some whose names are special: the owner, somebody without a name, markup, right to left. */
const NAMES: Readonly<Record<number, string | null>> = {
  0: 'Ana Harbour',
  4: null,
  5: '<b onmouseover=alert(1)>Bobby</b>',
  6: 'נועה בן־דוד',
  7: '🦊 Fox',
}

/** A person as Notion shows them; without the address where the connection may not see it. */
export function showPerson({ id, name, email, avatarUrl }: Person, withEmail: boolean): Json {
  return {
    object: 'user',
    id,
    name,
    avatar_url: avatarUrl,
    type: 'person',
    person: withEmail ? { email } : {},
  }
}

/** The connection's own user (schema BotUserObjectResponse of the official client). */
export function showBot({ bot, owner }: Users, withEmail: boolean): Json {
  return {
    object: 'user',
    id: bot.id,
    name: bot.name,
    avatar_url: null,
    type: 'bot',
    bot: {
      owner: { type: 'user', user: showPerson(owner, withEmail) },
      workspace_id: WORKSPACE.id,
      workspace_name: WORKSPACE.name,
      workspace_limits: { max_file_upload_size_in_bytes: WORKSPACE.maxUploadBytes },
    },
  }
}

export function partialUser(id: string): Json {
  return { object: 'user', id }
}
