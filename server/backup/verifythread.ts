/// The thread that reads a backup through: sockets must not wait for it.

import { parentPort, workerData } from 'node:worker_threads'
import { verify } from './verify.ts'

parentPort?.postMessage(verify(String(workerData)))
