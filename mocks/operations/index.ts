import { searchImages } from './agents/search-images.ts'
import {
  getVideoAnalysisJob,
  getVideoAnalysisStatus,
  queueVideoAnalysis,
  retryVideoAnalysis,
} from './analysis/analysis.ts'
import { cancelBatch, createBatch, getBatch, getBatchResults } from './batches/batches.ts'
import { closeChat, createChat, getChat, listChats } from './chat/chats.ts'
import { sendMessage } from './chat/send-message.ts'
import { streamMessage } from './chat/stream-message.ts'
import { deleteDocuments, updateDocument } from './documents/change-documents.ts'
import { confirmDocumentUpload } from './documents/confirm-upload.ts'
import { downloadDocument, getDocumentChunks, getDocumentText } from './documents/document-text.ts'
import {
  deleteDocument,
  getDocument,
  getDocumentStatus,
  listDocuments,
  searchDocuments,
} from './documents/documents.ts'
import { putDocument, requestDocumentUpload } from './documents/request-upload.ts'
import { downloadFile, getFileVariant, triggerVariants } from './files/downloads.ts'
import { deleteFile, deleteFiles, getFile, updateFile } from './files/files.ts'
import { listFiles } from './files/list-files.ts'
import {
  createFolder,
  deleteFolder,
  getBreadcrumbs,
  getFolder,
  listFolders,
  moveFiles,
  moveFolder,
  renameFolder,
} from './folders/folders.ts'
import { later } from './later.ts'
import { createLink, recrawlLink } from './links/links.ts'
import type { Handlers } from './operation.ts'
import { getStoredObject } from './storage/stored-object.ts'
import {
  cancelUploadSession,
  getUploadSession,
  getUploadSessionResults,
  listUploadSessions,
} from './upload-sessions/upload-sessions.ts'
import { getUploadStatus } from './upload-sessions/upload-status.ts'
import { checkDuplicates, checkUploadQuota } from './uploads/questions.ts'
import { streamBatchUpload } from './uploads/stream-batch-upload.ts'
import { streamUpload } from './uploads/stream-upload.ts'
import { checkUsage, getTenantLimits } from './usage/usage.ts'
import { confirmVideoChunk, putVideoChunk, retryVideoChunk } from './videos/chunks.ts'
import { abortVideoUpload, completeVideoUpload, getVideoUploadProgress } from './videos/finish.ts'
import { initiateVideoUpload, initiateVideoUploads } from './videos/initiate.ts'

const documentBatches = later(() => import('./documents/document-batches.ts'))
const agents = later(() => import('./agents/index.ts'))
const changeChat = later(() => import('./chat/change-chat.ts'))
const chatExport = later(() => import('./chat/export-chat.ts'))
const chatImages = later(() => import('./chat/chat-images.ts'))
const plans = later(() => import('./chat/plans.ts'))
const colors = later(() => import('./colors/colors.ts'))
const materials = later(() => import('./materials/materials.ts'))
const exports = later(() => import('./history/exports.ts'))
const history = later(() => import('./history/list-descriptions.ts'))
const historyPictures = later(() => import('./history/pictures.ts'))
const uploadBatches = later(() => import('./upload-sessions/upload-batches.ts'))
const scenes = later(() => import('./scenes/scenes.ts'))
const sdk = later(() => import('./sdk/package-index.ts'))
const apiKeys = later(() => import('./api-keys/api-keys.ts'))
const auth = later(() => import('./auth/index.ts'))
const user = later(() => import('./user/index.ts'))
const tenant = later(() => import('./tenant/index.ts'))
const auditLogs = later(() => import('./audit/audit-logs.ts'))
const support = later(() => import('./support/contact.ts'))
const usageAnalytics = later(() => import('./usage-analytics/index.ts'))
const payment = later(() => import('./payment/index.ts'))
const cloudStorage = later(() => import('./cloud-storage/index.ts'))

/** What each operation does. */
export const handlers: Handlers = {
  streamUpload,
  streamBatchUpload,
  checkUploadQuota,
  checkDuplicates,
  getUploadStatus,
  listUploadSessions,
  getUploadSession,
  getUploadSessionResults,
  cancelUploadSession,
  listFiles,
  getFile,
  updateFile,
  deleteFile,
  deleteFiles,
  downloadFile,
  getFileVariant,
  triggerVariants,
  createLink,
  recrawlLink,
  initiateVideoUpload,
  initiateVideoUploads,
  putVideoChunk,
  confirmVideoChunk,
  retryVideoChunk,
  completeVideoUpload,
  abortVideoUpload,
  getVideoUploadProgress,
  getVideoAnalysisJob,
  getVideoAnalysisStatus,
  retryVideoAnalysis,
  queueVideoAnalysis,
  listFolders,
  createFolder,
  getFolder,
  renameFolder,
  deleteFolder,
  getBreadcrumbs,
  moveFolder,
  moveFiles,
  requestDocumentUpload,
  putDocument,
  confirmDocumentUpload,
  getDocumentStatus,
  checkDocumentQuota: documentBatches('checkDocumentQuota'),
  prepareDocumentBatch: documentBatches('prepareDocumentBatch'),
  confirmDocumentBatch: documentBatches('confirmDocumentBatch'),
  getDocumentBatch: documentBatches('getDocumentBatch'),
  listDocuments,
  getDocument,
  updateDocument,
  getDocumentText,
  getDocumentChunks,
  downloadDocument,
  deleteDocuments,
  deleteDocument,
  searchDocuments,
  createBatch,
  getBatch,
  cancelBatch,
  getBatchResults,
  searchImages,
  searchDocumentsByAgent: agents('searchDocumentsByAgent'),
  searchVideos: agents('searchVideos'),
  synthesizeReport: agents('synthesizeReport'),
  analyzeDocuments: agents('analyzeDocuments'),
  organizeFiles: agents('organizeFiles'),
  runPipeline: agents('runPipeline'),
  createChat,
  listChats,
  getChat,
  closeChat,
  sendMessage,
  streamMessage,
  setChatImages: changeChat('setChatImages'),
  setChatDocuments: changeChat('setChatDocuments'),
  setChatVideos: changeChat('setChatVideos'),
  setChatMode: changeChat('setChatMode'),
  renameChat: changeChat('renameChat'),
  exportChat: chatExport('exportChat'),
  actOnPlan: plans('actOnPlan'),
  searchChatImages: chatImages('searchChatImages'),
  listChatImages: chatImages('listChatImages'),
  checkUsage,
  getTenantLimits,
  createApiKey: apiKeys('createApiKey'),
  listApiKeys: apiKeys('listApiKeys'),
  getApiKey: apiKeys('getApiKey'),
  updateApiKey: apiKeys('updateApiKey'),
  revokeApiKey: apiKeys('revokeApiKey'),
  extractColors: colors('extractColors'),
  getColors: colors('getColors'),
  searchColors: colors('searchColors'),
  listColorFamilies: colors('listColorFamilies'),
  extractColorsOfImages: colors('extractColorsOfImages'),
  classifyMaterials: materials('classifyMaterials'),
  getMaterials: materials('getMaterials'),
  searchMaterials: materials('searchMaterials'),
  listMaterialTypes: materials('listMaterialTypes'),
  classifyMaterialsOfImages: materials('classifyMaterialsOfImages'),
  listDescriptions: history('listDescriptions'),
  createExport: exports('createExport'),
  getExport: exports('getExport'),
  getHistoryImage: historyPictures('getHistoryImage'),
  getHistoryThumbnail: historyPictures('getHistoryThumbnail'),
  listHistoryVariants: historyPictures('listHistoryVariants'),
  getHistoryVariant: historyPictures('getHistoryVariant'),
  getBatchItemImage: historyPictures('getBatchItemImage'),
  getBatchItemThumbnail: historyPictures('getBatchItemThumbnail'),
  listStuckUploads: uploadBatches('listStuckUploads'),
  getUploadBatch: uploadBatches('getUploadBatch'),
  listScenes: scenes('listScenes'),
  getSceneThumbnail: scenes('getSceneThumbnail'),
  listPackages: sdk('listPackages'),
  getPackage: sdk('getPackage'),
  downloadWheel: sdk('downloadWheel'),
  login: auth('login'),
  refreshSession: auth('refreshSession'),
  rotateSession: auth('rotateSession'),
  logout: auth('logout'),
  getSessionUser: auth('getSessionUser'),
  listLoginSessions: auth('listLoginSessions'),
  revokeLoginSession: auth('revokeLoginSession'),
  registerUser: auth('registerUser'),
  loginWithGoogle: auth('loginWithGoogle'),
  initiateGoogleLogin: auth('initiateGoogleLogin'),
  completeGoogleLogin: auth('completeGoogleLogin'),
  linkProvider: auth('linkProvider'),
  requestPasswordReset: auth('requestPasswordReset'),
  validateResetToken: auth('validateResetToken'),
  completePasswordReset: auth('completePasswordReset'),
  verifyEmail: auth('verifyEmail'),
  getEmailVerificationStatus: auth('getEmailVerificationStatus'),
  resendVerification: auth('resendVerification'),
  resendVerificationByEmail: auth('resendVerificationByEmail'),
  getUserProfile: user('getUserProfile'),
  updateUserProfile: user('updateUserProfile'),
  changePassword: user('changePassword'),
  changeEmail: user('changeEmail'),
  confirmEmailChange: user('confirmEmailChange'),
  listUserSessions: user('listUserSessions'),
  revokeUserSession: user('revokeUserSession'),
  revokeOtherSessions: user('revokeOtherSessions'),
  setInitialPassword: user('setInitialPassword'),
  deleteAccount: user('deleteAccount'),
  getTenantSettings: tenant('getTenantSettings'),
  updateTenantSettings: tenant('updateTenantSettings'),
  listMembers: tenant('listMembers'),
  inviteMember: tenant('inviteMember'),
  changeMemberRole: tenant('changeMemberRole'),
  removeMember: tenant('removeMember'),
  getS3Config: tenant('getS3Config'),
  configureS3: tenant('configureS3'),
  removeS3Config: tenant('removeS3Config'),
  validateS3Config: tenant('validateS3Config'),
  listAuditLogs: auditLogs('listAuditLogs'),
  getAuditLog: auditLogs('getAuditLog'),
  contactSupport: support('contactSupport'),
  getUsageSummary: usageAnalytics('getUsageSummary'),
  getUsageDetails: usageAnalytics('getUsageDetails'),
  getUsageByPeriod: usageAnalytics('getUsageByPeriod'),
  getPlanUsage: usageAnalytics('getPlanUsage'),
  getTopEndpoints: usageAnalytics('getTopEndpoints'),
  getUsageBreakdown: usageAnalytics('getUsageBreakdown'),
  getMonthlyTokens: usageAnalytics('getMonthlyTokens'),
  getFileTokens: usageAnalytics('getFileTokens'),
  getConversationTokens: usageAnalytics('getConversationTokens'),
  getDashboardAnalytics: usageAnalytics('getDashboardAnalytics'),
  createCheckout: payment('createCheckout'),
  createBillingPortal: payment('createBillingPortal'),
  getSubscription: payment('getSubscription'),
  updateSubscription: payment('updateSubscription'),
  buyCreditPack: payment('buyCreditPack'),
  getCreditBalance: payment('getCreditBalance'),
  receiveStripeEvent: payment('receiveStripeEvent'),
  openCheckout: payment('openCheckout'),
  settleCheckout: payment('settleCheckout'),
  initiateCloudAuth: cloudStorage('initiateCloudAuth'),
  redirectCloudAuth: cloudStorage('redirectCloudAuth'),
  completeCloudAuth: cloudStorage('completeCloudAuth'),
  listConnections: cloudStorage('listConnections'),
  disconnectCloud: cloudStorage('disconnectCloud'),
  getPickerToken: cloudStorage('getPickerToken'),
  proxyPicker: cloudStorage('proxyPicker'),
  importCloudFiles: cloudStorage('importCloudFiles'),
  exportCloudFiles: cloudStorage('exportCloudFiles'),
  getCloudJob: cloudStorage('getCloudJob'),
  getStoredObject,
}
