import type { Told } from '../../../shared/model/told.ts'
import { told } from '../../copy/told.ts'
import type { GridField } from './grid-fields.ts'

/** A field's name within a sentence that is kept; one that we gave is said in the language of whoever reads it. */
export const toldLabel = ({ label, ownName }: Pick<GridField, 'label' | 'ownName'>): string | Told =>
  ownName === null ? label : told(`items:columns.${ownName}`)
