import i18next from 'i18next'
import type { AppError } from '../../shared/errors.ts'
import { describeError } from './errors.ts'

/** An error as two texts, for places that keep words and not errors: what happened; what is safe, what to do. */
export function errorWords(error: AppError): { readonly title: string; readonly body: string } {
  const t = i18next.getFixedT(null, 'errors')
  const { title, body, values, details } = describeError(error)
  const all = { Provider: t('TheService'), provider: t('theService'), ...values }
  return { title: t(title, all), body: [t(body, all), ...details].join(' ') }
}
