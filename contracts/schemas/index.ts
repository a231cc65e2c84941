import agents from './agents.json' with { type: 'json' }
import analysis from './analysis.json' with { type: 'json' }
import apiKeys from './api-keys.json' with { type: 'json' }
import audit from './audit.json' with { type: 'json' }
import auth from './auth.json' with { type: 'json' }
import batches from './batches.json' with { type: 'json' }
import chat from './chat.json' with { type: 'json' }
import cloudStorage from './cloud-storage.json' with { type: 'json' }
import colors from './colors.json' with { type: 'json' }
import documents from './documents.json' with { type: 'json' }
import error from './error.json' with { type: 'json' }
import files from './files.json' with { type: 'json' }
import folders from './folders.json' with { type: 'json' }
import history from './history.json' with { type: 'json' }
import type { JsonSchema } from './json-schema.ts'
import links from './links.json' with { type: 'json' }
import materials from './materials.json' with { type: 'json' }
import payment from './payment.json' with { type: 'json' }
import scenes from './scenes.json' with { type: 'json' }
import support from './support.json' with { type: 'json' }
import tenant from './tenant.json' with { type: 'json' }
import uploadSessions from './upload-sessions.json' with { type: 'json' }
import uploads from './uploads.json' with { type: 'json' }
import usage from './usage.json' with { type: 'json' }
import usageAnalytics from './usage-analytics.json' with { type: 'json' }
import user from './user.json' with { type: 'json' }
import videos from './videos.json' with { type: 'json' }

export type { JsonSchema }

const resources = [
  agents,
  analysis,
  apiKeys,
  batches,
  chat,
  colors,
  documents,
  error,
  files,
  folders,
  history,
  links,
  materials,
  scenes,
  uploadSessions,
  uploads,
  usage,
  auth,
  user,
  tenant,
  audit,
  support,
  usageAnalytics,
  payment,
  cloudStorage,
  videos,
]

/** Every schema of the contract by its name. A test compares the list with the folder. */
export function collectSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.assign({}, ...resources.map((resource) => resource.$defs))
}
