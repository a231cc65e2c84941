import type { Operation } from './operation.ts'

/** The scenes that the analysis of a video finds. */
export const scenesOperations = {
  listScenes: {
    summary: 'List the scenes of a video',
    method: 'GET',
    path: '/videos/{video_id}/scenes',
    access: 'read',
    success: 200,
    response: 'VideoSceneList',
    errors: ['HTTP_404'],
    idempotent: true,
  },
  getSceneThumbnail: {
    summary: 'Read the picture of a scene',
    method: 'GET',
    path: '/video-scenes/{scene_id}/thumbnail',
    access: 'read',
    success: 200,
    produces: 'image/*',
    errors: ['HTTP_404'],
    idempotent: true,
  },
} as const satisfies Record<string, Operation>
