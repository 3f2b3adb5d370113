/** Where the predecessors had the answer to a sign-in arrive, as OAuth apps that were made for them have it. */
export const callbackPath = '/integrations/:provider/oauth2callback'

export const isCallbackPath = (path: string): boolean => /^\/integrations\/[\w-]+\/oauth2callback$/.test(path)
