import type { WorkspaceNames } from '../../src/shared/model/workspace.ts'

export const aPassphrase = 'three harbours at dusk'
export const otherNames: WorkspaceNames = { user: 'Ana', organisation: 'Acme, from the old computer' }
