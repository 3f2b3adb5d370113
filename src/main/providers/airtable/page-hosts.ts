export const airtableHost = /^airtable\.com$/
