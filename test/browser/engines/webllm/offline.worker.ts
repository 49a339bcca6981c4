// The engine's own worker without a network. Modules run in order, so fetch is gone before the engine comes.
import './no-network.ts';
import '../../../../src/engines/webllm/engine.worker.ts';
