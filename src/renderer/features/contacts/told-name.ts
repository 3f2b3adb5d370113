import type { Told } from '../../../shared/model/told.ts'
import { told } from '../../copy/told.ts'

/** A contact's name within a sentence that is kept; one without a name has its words in the language of whoever reads it. */
export const toldName = (name: string): string | Told =>
  name.trim() === '' ? told('contacts:unnamed') : name
