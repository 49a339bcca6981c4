// The first stage's own worker in a browser without WebGPU. Modules run in order, so it is gone before the worker looks.
import './without-gpu.ts';
import '../../../src/instant/first-stage.worker.ts';
