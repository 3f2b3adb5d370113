/** Channel names are built here and nowhere else; the renderer never sees one. */
export const invokeChannel = (domain: string, name: string): string => `portolan:invoke:${domain}.${name}`

export const eventChannel = (name: string): string => `portolan:event:${name}`
