"""Architecture → compiled module: model functions, KV cache, sampling and logit functions, lowered for WebGPU."""

import json
from typing import Any

import tvm
from tvm import relax, tirx
from tvm.relax.frontend.nn.llm.kv_cache import RopeMode, TIRPagedKVCache
from tvm.s_tir import dlight

from models.compile import gpu_attention, software_attention, software_rope, software_schedule, stock_kernels
from models.compile.architecture import QUANTIZATIONS, Architecture, LibraryPlan, parameter_list
from models.compile.decoder import Types, export_decoder
from models.compile.kernels import GpuKernels, Kernels, NoKernels
from models.compile.sampling import add_logit_functions, add_sampling_functions
from models.compile.stock_kernels import leave_out_unused

TARGET = {"kind": "webgpu", "host": {"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm", "mcpu": "mvp"}}


def metadata(plan: LibraryPlan) -> dict[str, Any]:
    """What WebLLM reads out of the library before it loads weights (it takes the prefill chunk from here, not from the config)."""
    parameters = parameter_list(plan.architecture, plan.quantization)
    return {
        "model_type": plan.architecture.model_type,
        "quantization": plan.quantization,
        "schedule": plan.schedule,
        "subgroups": plan.subgroups,
        "half": plan.half,
        "context_window_size": plan.context,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "prefill_chunk_size": plan.chunk,
        "tensor_parallel_shards": 1,
        "kv_state_kind": "kv_cache",
        "max_batch_size": 1,
        "params": [{"name": p.name, "shape": list(p.shape), "dtype": p.dtype} for p in parameters],
    }


def add_kv_cache(builder: relax.BlockBuilder, a: Architecture, dtype: str, target) -> None:
    names = ("max_batch_size", "max_total_seq_len", "prefill_chunk_size", "page_size", "support_sliding_window")
    sizes = [tirx.Var(name, "int64") for name in names]
    with builder.function("create_tir_paged_kv_cache", [relax.Var(f"{v.name}_", relax.ShapeType([v])) for v in sizes]):
        cache = TIRPagedKVCache(
            "mha", *sizes, layer_partition=relax.ShapeExpr([0, a.layers]), num_hidden_layers=a.layers,
            num_attention_heads=a.heads, num_key_value_heads=a.kv_heads, qk_head_dim=a.head_dim, v_head_dim=a.head_dim,
            mla_original_qk_head_dim=0, mla_original_v_head_dim=0, rope_mode=RopeMode.NORMAL, rope_scale=1,
            rope_theta=int(a.rope_theta), rope_scaling=a.rope_scaling.to_json() if a.rope_scaling else {}, rope_ext_factors=relax.prim_value(0), rotary_dim=a.head_dim,
            enable_disaggregation=False, dtype=dtype, target=target)
        builder.emit_func_output(cache._expr)


def types_of(plan: LibraryPlan) -> Types:
    stored = QUANTIZATIONS[plan.quantization]
    return Types(stored, "float16" if plan.half else stored)


def kernels_of(plan: LibraryPlan) -> Kernels:
    """The hand-written kernels of the plan's schedule."""
    return GpuKernels(plan.subgroups) if plan.schedule == "gpu" else NoKernels()


def schedule_rules(plan: LibraryPlan) -> list:
    if plan.schedule == "software":
        return software_schedule.rules(plan.tile, plan.architecture.rms_norm_eps)
    gpu = dlight.gpu
    return [gpu.Matmul(), gpu.GEMV(), gpu.Reduction(), gpu.GeneralReduction(), gpu.Fallback()]


def _recorder(uses: dict[str, set[str]]) -> tvm.transform.Pass:
    """A pass that changes nothing and notes for each Relax function the kernels' functions that it calls."""

    @tvm.transform.module_pass(opt_level=0, name="NoteKernels")
    def note(module, _):
        for variable, function in module.functions_items():
            if isinstance(function, relax.Function):
                found = uses.setdefault(variable.name_hint, set())
                relax.analysis.post_order_visit(
                    function, lambda node, found=found: found.add(node.name_hint) if isinstance(node, tvm.ir.GlobalVar) else None)
        return module

    return note


def lowering(target, rules, uses: dict[str, set[str]]) -> tvm.transform.Pass:
    """The passes of MLC's pipeline that a single-device, single-batch library needs. `uses` is filled: see kernel_order."""
    R = relax.transform
    return tvm.transform.Sequential([
        tirx.transform.BindTarget(target), R.FuseTransposeMatmul(), R.LegalizeOps(), R.AnnotateTIROpPattern(),
        R.FoldConstant(), R.FuseOps(), R.FuseTIR(), R.DeadCodeElimination(), dlight.ApplyDefaultSchedule(*rules),
        tirx.transform.ForceNarrowIndexToInt32(), R.RewriteDataflowReshape(), R.ToNonDataflow(), R.RemovePurityChecking(),
        R.CallTIRRewrite(), _recorder(uses), R.StaticPlanBlockMemory(), R.LowerAllocTensor(), R.KillAfterLastUse(), R.LowerRuntimeBuiltin(),
        R.VMShapeLower(), R.AttachGlobalSymbol(),
    ])


def build_library(plan: LibraryPlan):
    """Compiles the plan: what emcc.py links, and which functions call which kernels. Raises AssertionError if the model's parameters differ from parameter_list."""
    # With this trait TVM also reduces its own kernels by shuffles over 32 lanes, wrong on every other size. The software schedule has no
    # such reductions; the gpu schedule enables subgroups kernel by kernel (gpu_text.py).
    a, target = plan.architecture, tvm.target.Target({**TARGET, "supports_subgroups": plan.schedule == "software"})
    stock_kernels.mend_merge()
    if plan.schedule == "software":
        software_attention.install()
        software_rope.install()
    elif plan.schedule == "gpu":
        gpu_attention.install()
    with target:
        module, named = export_decoder(a, types_of(plan), kernels_of(plan))
        exported = [(name, tuple(int(x) for x in p.shape), str(p.dtype)) for name, p in named]
        assert exported == [(p.name, p.shape, p.dtype) for p in parameter_list(a, plan.quantization)], exported
        builder = relax.BlockBuilder(module)
        add_kv_cache(builder, a, types_of(plan).computed, target)
        add_sampling_functions(builder, a.vocab)
        module = builder.finalize()
        if plan.schedule != "stock":
            leave_out_unused(module)
        add_logit_functions(module)
        note = relax.BlockBuilder()
        with note.function("_metadata", params=[]):
            note.emit_func_output(tvm.ir.StringImm(json.dumps(metadata(plan))))
        module["_metadata"] = note.finalize()["_metadata"]
        bounds = {"seq_len": plan.chunk, "batch_size": 1, "num_samples": 1}
        for name, function in list(module.functions_items()):
            if isinstance(function, relax.Function):
                module[name] = function.with_attr("tir_var_upper_bound", bounds)
        uses: dict[str, set[str]] = {}
        with tvm.transform.PassContext(config={"tirx.disable_cse_tir": True}):
            return relax.build(module, target=target, relax_pipeline=lowering(target, schedule_rules(plan), uses), system_lib=True), uses
