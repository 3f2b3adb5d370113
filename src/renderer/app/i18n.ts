import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { resources } from '../copy/resources.ts'

/** Namespaces are one JSON file each; strings are escaped by React, not by i18next. */
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources,
  defaultNS: 'app',
  initAsync: false,
  interpolation: { escapeValue: false },
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
