import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isolated } from '../copy/isolated.ts'
import { resources } from '../copy/resources.ts'

/**
 * Namespaces are one JSON file each. Markup is escaped by React, not here: what is set apart here are values that
 * could turn a sentence around, but for those written as `{{- value}}`, which are meant to be copied.
 */
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources,
  defaultNS: 'app',
  initAsync: false,
  interpolation: { escape: isolated },
  saveMissing: true,
  // A missing text is a defect: the tour fails on anything that reaches the console as an error.
  missingKeyHandler: (_languages, namespace, key) => {
    console.error(`missing text ${namespace}:${key}`)
  },
  missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
    console.error(`missing value ${match[0]} in "${text}"`)
    return ''
  },
})

export { i18next }
