export const NO_DOCUMENTS: string
export function findDocuments(env?: NodeJS.ProcessEnv, checkout?: string): string | null
