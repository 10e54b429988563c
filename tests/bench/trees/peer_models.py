"""What peers do with a model of 200 trees of depth 8, in a process of its own:

    peer_models.py make FOLDER MODEL...               trains these models, once
    peer_models.py predict FOLDER PEER ROWS THREADS   times of batches, in ms
    peer_models.py explain FOLDER PEER ROWS THREADS   times of SHAP values, in ms

Prints one JSON object.
"""
import contextlib
import json
import pathlib
import sys
import time
from collections.abc import Callable

import numpy

import shapes

SHAPE = 'S1'
TREES = 200
DEPTH = 8
REPEATS = 7


def table(folder: pathlib.Path):
    return shapes.make(folder, SHAPE, 1)


def make_xgboost(path, features, label):
    import xgboost
    data = xgboost.QuantileDMatrix(features, label, max_bin=255)
    settings = {'objective': 'binary:logistic', 'tree_method': 'hist', 'max_bin': 255, 'eta': 0.1,
                'max_depth': DEPTH, 'base_score': 0.5}
    xgboost.train(settings, data, TREES).save_model(path)


def make_lightgbm(path, features, label):
    import lightgbm
    settings = {'objective': 'binary', 'learning_rate': 0.1, 'max_depth': DEPTH, 'num_leaves': 256,
                'min_data_in_leaf': 1, 'min_sum_hessian_in_leaf': 1, 'lambda_l2': 1,
                'boost_from_average': False, 'verbose': -1}
    lightgbm.train(settings, lightgbm.Dataset(features, label), TREES).save_model(path)


def make_catboost(path, features, label):
    import catboost
    model = catboost.CatBoost({'loss_function': 'Logloss', 'iterations': TREES, 'depth': DEPTH,
                               'learning_rate': 0.1, 'allow_writing_files': False,
                               'verbose': False})
    model.fit(features, label)
    model.save_model(str(path))


def make_onnx(path, features, label):
    import xgboost
    from onnxmltools.convert import convert_xgboost
    from onnxmltools.convert.common.data_types import FloatTensorType
    booster = xgboost.Booster(model_file=path.with_name('xgboost.json'))
    model = convert_xgboost(booster, initial_types=[('rows', FloatTensorType([None, 28]))])
    path.write_bytes(model.SerializeToString())


def make_library(path, features, label):
    import tl2cgen
    import treelite
    model = treelite.frontend.load_xgboost_model(path.with_name('xgboost.json'))
    tl2cgen.export_lib(model, toolchain='gcc', libpath=path, nthread=2,
                       params={'parallel_comp': 8})


# In order: some are made from others.
MAKERS = {'xgboost.json': make_xgboost, 'lightgbm.txt': make_lightgbm,
          'catboost.cbm': make_catboost, 'xgboost.onnx': make_onnx, 'treelite.so': make_library}


def make(folder: pathlib.Path, names: tuple[str, ...]) -> dict:
    """Which models there are; None: why there is none."""
    (features, label), _ = table(folder).read()
    made = {}
    for name in names:
        path = folder / name
        try:
            if not path.exists():
                with contextlib.redirect_stdout(sys.stderr):
                    MAKERS[name](path, features, label)
            made[name] = None
        except Exception as problem:    # a peer that cannot be had is told, not fatal
            made[name] = f'{type(problem).__name__}: {problem}'
    return made


def predict_xgboost(folder, rows, threads):
    import xgboost
    booster = xgboost.Booster({'nthread': threads}, model_file=folder / 'xgboost.json')
    return lambda: booster.inplace_predict(rows, predict_type='margin')


def predict_lightgbm(folder, rows, threads):
    import lightgbm
    booster = lightgbm.Booster(model_file=folder / 'lightgbm.txt')
    return lambda: booster.predict(rows, raw_score=True, num_threads=threads)


def predict_treelite(folder, rows, threads):
    import treelite
    model = treelite.frontend.load_xgboost_model(folder / 'xgboost.json')
    return lambda: treelite.gtil.predict(model, rows, nthread=threads, pred_margin=True)


def predict_onnx(folder, rows, threads):
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(folder / 'xgboost.onnx', options,
                                           providers=['CPUExecutionProvider'])
    return lambda: session.run(None, {'rows': rows})


def predict_tl2cgen(folder, rows, threads):
    import tl2cgen
    predictor = tl2cgen.Predictor(folder / 'treelite.so', nthread=threads)
    data = tl2cgen.DMatrix(rows)
    return lambda: predictor.predict(data, pred_margin=True)


def predict_lleaves(folder, rows, threads):
    import lleaves
    model = lleaves.Model(model_file=str(folder / 'lightgbm.txt'))
    model.compile(cache=str(folder / 'lleaves.bin'), raw_score=True)
    return lambda: model.predict(rows, n_jobs=threads)


def predict_catboost(folder, rows, threads):
    import catboost
    model = catboost.CatBoost()
    model.load_model(str(folder / 'catboost.cbm'))
    return lambda: model.predict(rows, prediction_type='RawFormulaVal', thread_count=threads)


def explain_xgboost(folder, rows, threads):
    import xgboost
    booster = xgboost.Booster({'nthread': threads}, model_file=folder / 'xgboost.json')
    data = xgboost.DMatrix(rows, nthread=threads)
    return lambda: booster.predict(data, pred_contribs=True)


def explain_xgboost_pairs(folder, rows, threads):
    import xgboost
    booster = xgboost.Booster({'nthread': threads}, model_file=folder / 'xgboost.json')
    data = xgboost.DMatrix(rows, nthread=threads)
    return lambda: booster.predict(data, pred_interactions=True)


def explain_lightgbm(folder, rows, threads):
    import lightgbm
    booster = lightgbm.Booster(model_file=folder / 'lightgbm.txt')
    return lambda: booster.predict(rows, pred_contrib=True, num_threads=threads)


def explain_shap(folder, rows, threads):
    import lightgbm
    import shap
    # Its own walk: of an XGBoost model it would ask XGBoost.
    explainer = shap.TreeExplainer(lightgbm.Booster(model_file=folder / 'lightgbm.txt'),
                                   feature_perturbation='tree_path_dependent')
    explainer.model.original_model = None
    return lambda: explainer.shap_values(rows, numpy.zeros(len(rows)), check_additivity=False)


PREDICT = {'xgboost': predict_xgboost, 'lightgbm': predict_lightgbm, 'treelite': predict_treelite,
           'onnxruntime': predict_onnx, 'tl2cgen': predict_tl2cgen, 'lleaves': predict_lleaves,
           'catboost': predict_catboost}
EXPLAIN = {'xgboost': explain_xgboost, 'lightgbm': explain_lightgbm, 'shap': explain_shap,
           'xgboost pairs': explain_xgboost_pairs}


def measure(act: Callable) -> dict:
    act()
    times = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        act()
        times.append((time.perf_counter() - begin) * 1e3)
    return {'times': times}


def main(verb: str, place: str, *words: str) -> dict:
    folder = pathlib.Path(place)
    if verb == 'make':
        return make(folder, words)
    peer, n_rows, threads = words[0], int(words[1]), int(words[2])
    _, (features, _) = table(folder).read()
    rows = numpy.ascontiguousarray(features[:n_rows])
    actions = PREDICT if verb == 'predict' else EXPLAIN
    return measure(actions[peer](folder, rows, threads))


if __name__ == '__main__':
    print(json.dumps(main(*sys.argv[1:])))
