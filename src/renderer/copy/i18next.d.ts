import type { resources } from './resources.ts'

// Makes a key that does not exist a compile error.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: (typeof resources)['en']
  }
}
