import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** What a desktop starts at login lies in this folder of the user's settings (specifications.freedesktop.org/autostart-spec). */
const autostartFile = (configHome: string): string => path.join(configHome, 'autostart', 'portolan.desktop')

/**
 * A desktop entry that starts `program` out of sight. Null for a path that no entry can hold. `TryExec` makes a desktop pass
 * it over where the program is gone (specifications.freedesktop.org/desktop-entry-spec, "Recognized desktop entry keys").
 */
export function autostartEntry(program: string): string | null {
  // A line break would begin a line of its own, with whatever stands in it; an equals sign may not be in a program's name.
  if (!path.posix.isAbsolute(program) || /[\p{Cc}=]/u.test(program)) return null
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Portolan',
    'Icon=portolan',
    `Exec=${escaped(`"${quoted(program)}" --hidden`)}`,
    `TryExec=${escaped(program)}`,
    'Terminal=false',
    'StartupNotify=false',
    '',
  ].join('\n')
}

/** Within double quotes ("The Exec key"); a per cent sign would be a field code. */
const quoted = (word: string): string => word.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')

/** As every value that is a string ("Possible value types"). */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\')

/** Whether the entry is there that starts this program, as it was written here. */
export async function isAutostarted(configHome: string, program: string): Promise<boolean> {
  const entry = autostartEntry(program)
  return entry !== null && (await contentOf(autostartFile(configHome))) === entry
}

/** Whether there is one that somebody switched on here, for another place of the program. */
export async function isAutostartedElsewhere(configHome: string, program: string): Promise<boolean> {
  const content = await contentOf(autostartFile(configHome))
  const place = /^TryExec=(.+)$/m.exec(content ?? '')?.[1]?.replaceAll('\\\\', '\\')
  return place !== undefined && place !== program && content === autostartEntry(place)
}

/** Writes it anew as a whole; what stands in its place is replaced and never followed. Throws the system's error. */
export async function writeAutostart(configHome: string, entry: string): Promise<void> {
  const file = autostartFile(configHome)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(entry)
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

export const removeAutostart = (configHome: string): Promise<void> =>
  rm(autostartFile(configHome), { force: true })

async function contentOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null)
}
